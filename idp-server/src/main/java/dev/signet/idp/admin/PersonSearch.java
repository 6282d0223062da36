package dev.signet.idp.admin;

import dev.signet.idp.user.Accounts;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Whom somebody means who types an id or a whole e-mail address. */
@Component
class PersonSearch {

    private final Accounts accounts;

    PersonSearch(Accounts accounts) {
        this.accounts = accounts;
    }

    /** Empty if nobody has the address. An id is taken as it is: its account may be gone. */
    Optional<UUID> find(String typed) {
        return uuid(typed).or(() -> email(typed));
    }

    private Optional<UUID> email(String typed) {
        return typed.indexOf('\0') >= 0
                ? Optional.empty()
                : accounts.findByEmail(typed).map(it -> it.id().value());
    }

    private static Optional<UUID> uuid(String typed) {
        try {
            return Optional.of(UUID.fromString(typed));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}
