package dev.signet.idp.token;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.ResponseEntity;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;

/** The {@code token} of a request for introspection (RFC 7662 §2.1) or revocation (RFC 7009 §2.1). */
final class TokenParameter {

    private static final String NAME = "token";

    /** More than any token of ours; the rest need not be looked at. */
    private static final int LONGEST = 16 * 1024;

    private TokenParameter() {}

    /** Empty unless it is there once, in the form and not in the address, where it would be logged. */
    static Optional<String> of(HttpServletRequest request) {
        var values = request.getParameterValues(NAME);
        if (values == null || values.length != 1 || values[0].isEmpty() || values[0].length() > LONGEST) {
            return Optional.empty();
        }
        return request.getQueryString() == null ? Optional.of(values[0]) : Optional.empty();
    }

    /** RFC 6749 §5.2. */
    static ResponseEntity<Object> missing() {
        return ResponseEntity.badRequest()
                .body(Map.of(
                        "error",
                        OAuth2ErrorCodes.INVALID_REQUEST,
                        "error_description",
                        "the form must have the parameter token, once; nothing belongs into the query"));
    }
}
