package dev.signet.idp.password;

import dev.signet.idp.user.EmailAddress;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/** The rules for a password that somebody chooses. Says nothing about one that is already there. */
@Component
public class PasswordPolicy {

    private final PasswordProperties settings;
    private final CommonPasswords common;

    PasswordPolicy(PasswordProperties settings, CommonPasswords common) {
        this.settings = settings;
        this.common = common;
    }

    /** What keeps {@code password} from being that of the account with {@code owner}'s address; empty if nothing. */
    public List<PasswordViolation> violationsOf(String password, EmailAddress owner) {
        return violationsOf(password, PasswordOwner.newcomer(owner));
    }

    /** The same with all that is known about the owner. Does not ask which passwords the account had before. */
    public List<PasswordViolation> violationsOf(String password, PasswordOwner owner) {
        if (isTooLong(password)) {
            return List.of(PasswordViolation.TOO_LONG);
        }
        var violations = new ArrayList<PasswordViolation>();
        if (password.codePointCount(0, password.length()) < settings.minLength()) {
            violations.add(PasswordViolation.TOO_SHORT);
        }
        if (password.strip().equalsIgnoreCase(owner.email().value())) {
            violations.add(PasswordViolation.IS_EMAIL);
        } else if (PersonalWords.areMostOf(password, owner)) {
            violations.add(PasswordViolation.TOO_SIMILAR);
        }
        if (common.contains(password)) {
            violations.add(PasswordViolation.TOO_COMMON);
        }
        if (kindsOf(password) < settings.kinds()) {
            violations.add(PasswordViolation.TOO_UNIFORM);
        }
        return List.copyOf(violations);
    }

    /** Fewest characters, for the hint on a page. */
    public int minLength() {
        return settings.minLength();
    }

    public int maxLength() {
        return settings.maxLength();
    }

    /** What {@code violation} counts, for the placeholder of its message. */
    public int limitOf(PasswordViolation violation) {
        return switch (violation) {
            case TOO_LONG -> maxLength();
            case USED_BEFORE -> settings.history();
            case TOO_UNIFORM -> settings.kinds();
            default -> minLength();
        };
    }

    /** In English, for commands and logs. */
    public String sentence(PasswordViolation violation) {
        return switch (violation) {
            case TOO_SHORT -> "password must have at least " + minLength() + " characters";
            case TOO_LONG -> "password must have at most " + maxLength() + " characters";
            case IS_EMAIL -> "password must not be the e-mail address";
            case TOO_SIMILAR -> "password must be more than the name or the e-mail address";
            case USED_BEFORE -> "password must not be one of the last " + settings.history();
            case TOO_UNIFORM ->
                "password must have characters of at least " + settings.kinds()
                        + " kinds: small letters, capitals, digits, others";
            case TOO_COMMON -> "password is among those that are tried first";
        };
    }

    private static long kindsOf(String password) {
        return password.codePoints()
                .map(it ->
                        Character.isLowerCase(it) ? 0 : Character.isUpperCase(it) ? 1 : Character.isDigit(it) ? 2 : 3)
                .distinct()
                .count();
    }

    /** Nobody has a password like that, so it need not be hashed to be refused. */
    boolean isTooLong(String password) {
        return password.codePointCount(0, password.length()) > settings.maxLength();
    }
}
