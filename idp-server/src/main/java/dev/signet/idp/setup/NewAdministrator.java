package dev.signet.idp.setup;

import dev.signet.idp.user.NewAccount;
import java.util.Map;

/**
 * Who is to become an administrator.
 *
 * @param name may be blank
 */
public record NewAdministrator(String name, String email, String password) {

    /** The address is not known to be theirs yet: nobody has sent a mail to it. */
    NewAccount account() {
        return new NewAccount(email, false, name.isBlank() ? Map.of() : Map.of("name", name.strip()));
    }

    @Override
    public String toString() {
        return "NewAdministrator[redacted]";
    }
}
