package dev.signet.idp.password;

import dev.signet.idp.user.AccountId;
import dev.signet.idp.user.Accounts;
import java.time.Duration;
import java.util.List;
import org.springframework.stereotype.Service;

/** Sets a password that somebody chose, if the rules allow it. */
@Service
public class PasswordChange {

    private final Accounts accounts;
    private final PasswordChoice choice;
    private final Passwords passwords;

    PasswordChange(Accounts accounts, PasswordChoice choice, Passwords passwords) {
        this.accounts = accounts;
        this.choice = choice;
        this.passwords = passwords;
    }

    /** Every way {@link #complete} can end. */
    public sealed interface Outcome {

        record Changed() implements Outcome {}

        record Rejected(List<PasswordViolation> violations) implements Outcome {}

        record NoSuchAccount() implements Outcome {}

        record Busy(Duration retryAfter) implements Outcome {}
    }

    public Outcome complete(AccountId id, String password) {
        var account = accounts.find(id);
        if (account.isEmpty()) {
            return new Outcome.NoSuchAccount();
        }
        return switch (choice.of(password, PasswordOwner.of(account.get()))) {
            case PasswordChoice.Result.Rejected(var violations) -> new Outcome.Rejected(violations);
            case PasswordChoice.Result.Busy(var retryAfter) -> new Outcome.Busy(retryAfter);
            case PasswordChoice.Result.Ready(var hash) -> {
                passwords.set(id, hash);
                yield new Outcome.Changed();
            }
        };
    }
}
