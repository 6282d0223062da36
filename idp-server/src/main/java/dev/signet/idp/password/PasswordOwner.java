package dev.signet.idp.password;

import dev.signet.idp.user.Account;
import dev.signet.idp.user.AccountId;
import dev.signet.idp.user.EmailAddress;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Whose password it is to be: what others know about them is the first that is tried.
 *
 * @param account null if there is none yet
 * @param names what they are called
 */
public record PasswordOwner(@Nullable AccountId account, EmailAddress email, List<String> names) {

    private static final List<String> NAMES =
            List.of("name", "given_name", "middle_name", "family_name", "nickname", "preferred_username");

    public PasswordOwner {
        names = List.copyOf(names);
    }

    public static PasswordOwner of(Account account) {
        var names = NAMES.stream()
                .map(it -> account.claims().get(it))
                .filter(String.class::isInstance)
                .map(Objects::toString)
                .toList();
        return new PasswordOwner(account.id(), account.email(), names);
    }

    /** Somebody without an account, who may have said their names. */
    public static PasswordOwner newcomer(EmailAddress email, String... names) {
        return new PasswordOwner(
                null, email, Stream.of(names).filter(it -> !it.isBlank()).toList());
    }

    @Override
    public String toString() {
        return "PasswordOwner[" + account + "]";
    }
}
