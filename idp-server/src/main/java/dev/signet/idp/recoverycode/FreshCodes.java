package dev.signet.idp.recoverycode;

import dev.signet.idp.authenticator.OwnerSeal;
import dev.signet.idp.crypto.DerivedKeys;
import dev.signet.idp.login.AfterEnrolment;
import dev.signet.idp.settings.IdpProperties;
import dev.signet.idp.user.Account;
import dev.signet.idp.user.AccountId;
import dev.signet.idp.user.Accounts;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.ModelAndView;

/**
 * The page that shows a new set: once, as the answer to the form that made it. It carries the codes in sealed form as
 * well, so that they can be downloaded from it.
 */
@Component
class FreshCodes implements AfterEnrolment {

    private static final Duration DOWNLOADABLE = Duration.ofMinutes(15);

    private final RecoveryCodes codes;
    private final Accounts accounts;
    private final IdpProperties idp;
    private final OwnerSeal seal;

    FreshCodes(RecoveryCodes codes, Accounts accounts, IdpProperties idp, DerivedKeys keys, Clock clock) {
        this.codes = codes;
        this.accounts = accounts;
        this.idp = idp;
        this.seal = new OwnerSeal(keys.seal("recovery-codes"), DOWNLOADABLE, clock);
    }

    @Override
    public Optional<ModelAndView> page(AccountId account, String onwards) {
        return Optional.of(codes.makeFirst(account)).filter(it -> !it.isEmpty()).map(it -> page(account, it, onwards));
    }

    ModelAndView page(AccountId account, List<RecoveryCode> fresh, String onwards) {
        var lines = fresh.stream().map(RecoveryCode::text).toList();
        var sealed = seal.seal(account, String.join("\n", lines).getBytes(StandardCharsets.UTF_8));
        return new ModelAndView("recoverycode/codes")
                .addObject("codes", lines)
                .addObject("sealed", sealed)
                .addObject("site", site())
                .addObject("account", emailOf(account))
                .addObject("onwards", onwards)
                .addObject("shownOnce", true);
    }

    /** The lines that a page showed; empty unless it was shown to {@code account} and not long ago. */
    Optional<String> open(AccountId account, String sealed) {
        return seal.open(account, sealed).map(it -> new String(it, StandardCharsets.UTF_8));
    }

    String site() {
        return idp.issuer().getHost();
    }

    String emailOf(AccountId account) {
        return accounts.find(account).map(Account::email).orElseThrow().value();
    }
}
