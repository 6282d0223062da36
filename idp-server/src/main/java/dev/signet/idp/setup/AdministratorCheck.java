package dev.signet.idp.setup;

import dev.signet.idp.password.PasswordHash;
import dev.signet.idp.password.PasswordHashing;
import dev.signet.idp.password.PasswordOwner;
import dev.signet.idp.password.PasswordPolicy;
import dev.signet.idp.password.PasswordViolation;
import dev.signet.idp.password.Turn;
import dev.signet.idp.user.EmailAddress;
import dev.signet.idp.user.NewAccount;
import java.util.List;
import org.springframework.stereotype.Component;

/** What can be checked and computed before the transaction, so that a typo costs nothing and nobody waits in it. */
@Component
class AdministratorCheck {

    private final PasswordPolicy policy;
    private final PasswordHashing hashing;

    AdministratorCheck(PasswordPolicy policy, PasswordHashing hashing) {
        this.policy = policy;
        this.hashing = hashing;
    }

    sealed interface Result {

        record Ready(NewAccount account, PasswordHash password) implements Result {}

        record NotReady(AdministratorCreation.Outcome outcome) implements Result {}
    }

    Result of(NewAdministrator requested) {
        var account = requested.account();
        var violations = account.violations();
        var passwordViolations = EmailAddress.parse(requested.email())
                .map(email ->
                        policy.violationsOf(requested.password(), PasswordOwner.newcomer(email, requested.name())))
                .orElse(List.<PasswordViolation>of());
        if (!violations.isEmpty() || !passwordViolations.isEmpty()) {
            return new Result.NotReady(new AdministratorCreation.Outcome.Rejected(violations, passwordViolations));
        }
        return switch (hashing.hash(requested.password())) {
            case Turn.Busy<PasswordHash>(var retryAfter) ->
                new Result.NotReady(new AdministratorCreation.Outcome.Busy(retryAfter));
            case Turn.Taken<PasswordHash>(var hash) -> new Result.Ready(account, hash);
        };
    }
}
