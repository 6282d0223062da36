package dev.signet.idp.adminui;

import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.web.server.ResponseStatusException;

/** The one answer to what is not there and to what is not for the viewer. */
final class NotThere {

    private NotThere() {}

    static ResponseStatusException exception() {
        return new ResponseStatusException(HttpStatus.NOT_FOUND);
    }

    static <T> T unless(Optional<T> found) {
        return found.orElseThrow(NotThere::exception);
    }
}
