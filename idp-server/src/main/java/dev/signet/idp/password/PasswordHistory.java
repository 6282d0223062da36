package dev.signet.idp.password;

import dev.signet.idp.user.AccountId;
import java.time.Instant;
import org.springframework.stereotype.Component;

/** The last few passwords of an account, which it is not to get again. */
@Component
class PasswordHistory {

    private final PasswordRepository passwords;
    private final PasswordHashing hashing;
    private final PasswordProperties settings;

    PasswordHistory(PasswordRepository passwords, PasswordHashing hashing, PasswordProperties settings) {
        this.passwords = passwords;
        this.hashing = hashing;
        this.settings = settings;
    }

    /** Compares with the password that the account has and those before it, one slow hash each. */
    Turn<Boolean> contains(AccountId account, String password) {
        for (var hash : passwords.latest(account, settings.history())) {
            switch (hashing.matches(password, hash)) {
                case Turn.Busy<Boolean> busy -> {
                    return busy;
                }
                case Turn.Taken<Boolean>(var matches) -> {
                    if (matches) {
                        return new Turn.Taken<>(true);
                    }
                }
            }
        }
        return new Turn.Taken<>(false);
    }

    /** Keeps the password that is about to be replaced, and forgets those that no rule needs any more. */
    void remember(AccountId account, Instant now) {
        var kept = Math.max(settings.history() - 1, 0); // the current one is the first
        if (kept > 0) {
            passwords.keepOld(account, now);
        }
        passwords.forgetOld(account, kept);
    }
}
