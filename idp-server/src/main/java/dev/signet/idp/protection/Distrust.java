package dev.signet.idp.protection;

import dev.signet.idp.authenticator.Authenticators;
import dev.signet.idp.consent.Consents;
import dev.signet.idp.login.SignInStages;
import dev.signet.idp.password.Passwords;
import dev.signet.idp.user.AccountId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Takes away what somebody else may know, or may have added: the password, and what is younger than their coming. */
@Component
class Distrust {

    private final Passwords passwords;
    private final SignInStages stages;
    private final Authenticators authenticators;
    private final List<WayIn> otherWays;
    private final Consents consents;

    Distrust(
            Passwords passwords,
            SignInStages stages,
            Authenticators authenticators,
            List<WayIn> otherWays,
            Consents consents) {
        this.passwords = passwords;
        this.stages = stages;
        this.authenticators = authenticators;
        this.otherWays = otherWays;
        this.consents = consents;
    }

    /** How many went. */
    record Removed(int authenticators, int otherWays, int agreements) {}

    /** Takes them from {@code account}, in the caller's transaction; without a moment the password alone. */
    Removed from(AccountId account, @Nullable Instant since) {
        passwords.remove(account);
        stages.endAll(account);
        return since == null
                ? new Removed(0, 0, 0)
                : new Removed(
                        authenticators.removeSince(account, since),
                        otherWays.stream()
                                .mapToInt(it -> it.removeSince(account, since))
                                .sum(),
                        withdrawSince(account, since));
    }

    /** An agreement that was widened since goes as a whole: what it was before is not known. */
    private int withdrawSince(AccountId account, Instant since) {
        var clients = consents.list(account).entrySet().stream()
                .filter(it -> !it.getValue().grantedAt().isBefore(since))
                .map(it -> it.getKey())
                .toList();
        clients.forEach(it -> consents.withdraw(account, it));
        return clients.size();
    }
}
