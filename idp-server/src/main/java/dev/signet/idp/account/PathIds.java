package dev.signet.idp.account;

import java.util.UUID;
import java.util.function.Predicate;
import org.springframework.http.HttpStatus;
import org.springframework.web.server.ResponseStatusException;

/** Ids in paths. What is no id, what is not there, and what is somebody else's all get the same answer. */
final class PathIds {

    private PathIds() {}

    /** @throws ResponseStatusException 404 if {@code id} cannot be the id of anything */
    static UUID parse(String id) {
        try {
            return UUID.fromString(id);
        } catch (IllegalArgumentException _) {
            throw notThere();
        }
    }

    /** Does {@code change} to what {@code id} names; a 404 if it finds nothing. */
    static void change(String id, Predicate<UUID> change) {
        if (!change.test(parse(id))) {
            throw notThere();
        }
    }

    static ResponseStatusException notThere() {
        return new ResponseStatusException(HttpStatus.NOT_FOUND);
    }
}
