package dev.signet.idp.password;

import com.nulabinc.zxcvbn.Zxcvbn;
import java.util.List;
import org.springframework.stereotype.Service;

/**
 * How long guessing a password would take, in one of five words. A help for whoever chooses one; the rules decide.
 *
 * @see <a href="https://www.usenix.org/conference/usenixsecurity16/technical-sessions/presentation/wheeler">zxcvbn:
 *     Low-Budget Password Strength Estimation</a>
 */
@Service
public class PasswordStrength {

    /** The time that an estimate takes grows faster than the password; what comes after this only makes it stronger. */
    private static final int LONGEST_MEASURED = 64;

    private final PasswordPolicy policy;

    PasswordStrength(PasswordPolicy policy) {
        this.policy = policy;
    }

    /**
     * What to say about a password.
     *
     * @param score from 0, guessed at once, to 4
     * @param violations the rules that it breaks
     */
    public record Estimate(int score, List<PasswordViolation> violations) {}

    public Estimate of(String password, PasswordOwner owner) {
        var violations = policy.violationsOf(password, owner);
        if (violations.contains(PasswordViolation.TOO_LONG)) {
            return new Estimate(0, violations);
        }
        var end = Math.min(password.length(), LONGEST_MEASURED);
        var score = Dictionaries.ZXCVBN
                .measure(password.substring(0, end), PersonalWords.of(owner))
                .getScore();
        return new Estimate(isHopeless(violations) ? 0 : score, violations);
    }

    /** Whatever the estimate says: who guesses tries these first. */
    private static boolean isHopeless(List<PasswordViolation> violations) {
        return violations.contains(PasswordViolation.TOO_COMMON)
                || violations.contains(PasswordViolation.IS_EMAIL)
                || violations.contains(PasswordViolation.TOO_SIMILAR);
    }

    /** Some megabytes, read when the first password is measured. */
    private static final class Dictionaries {

        static final Zxcvbn ZXCVBN = new Zxcvbn();

        private Dictionaries() {}
    }
}
