package dev.signet.idp.totp;

import dev.signet.idp.authenticator.OwnerSeal;
import dev.signet.idp.crypto.DerivedKeys;
import dev.signet.idp.login.Enrolments;
import dev.signet.idp.login.Journey;
import dev.signet.idp.login.RelyingParties;
import dev.signet.idp.settings.IdpProperties;
import dev.signet.idp.user.AccountId;
import dev.signet.idp.user.Accounts;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.ModelAndView;

/**
 * Draws the page that sets up an app. Its form carries the key, sealed, so nothing is stored before somebody proved that
 * their app has it.
 */
@Component
class EnrolmentPages {

    private static final Duration LIFETIME = Duration.ofMinutes(30);

    private final Accounts accounts;
    private final IdpProperties idp;
    private final OwnerSeal seal;

    EnrolmentPages(Accounts accounts, IdpProperties idp, DerivedKeys keys, Clock clock) {
        this.accounts = accounts;
        this.idp = idp;
        this.seal = new OwnerSeal(keys.seal("totp-enrolment"), LIFETIME, clock);
    }

    /**
     * What a page is about.
     *
     * @param name as typed so far
     */
    record Entry(AccountId account, TotpKey key, String name) {}

    /** @param problem the key of a message */
    ModelAndView page(Entry entry, @Nullable String problem, Journey journey, HttpServletRequest request) {
        journey.parameter("redirect_uri").ifPresent(it -> RelyingParties.allowRedirect(request, it));
        var email = accounts.find(entry.account()).orElseThrow().email().value();
        return new ModelAndView("totp/enrol")
                .addObject("app", EnrolmentView.of(entry.key(), email, idp))
                .addObject("key", seal.seal(entry.account(), entry.key().bytes()))
                .addObject("name", entry.name())
                .addObject("ticket", journey.ticket())
                .addObject("back", journey.errand() == null ? Enrolments.LIST : null)
                .addObject("problem", problem);
    }

    /** The key that a form brought back; empty if the page was not {@code account}'s or is too old. */
    Optional<TotpKey> keyOf(AccountId account, String sealed) {
        return seal.open(account, sealed).map(TotpKey::new);
    }
}
