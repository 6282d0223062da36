package dev.signet.idp.adminapi;

import java.util.function.Supplier;
import org.springframework.http.ResponseEntity;

/** Does something that must not be done twice: under the {@code Idempotency-Key} of the request, if it has one. */
@FunctionalInterface
interface Once {

    <T> ResponseEntity<T> of(Class<T> type, Supplier<ResponseEntity<T>> creation);
}
