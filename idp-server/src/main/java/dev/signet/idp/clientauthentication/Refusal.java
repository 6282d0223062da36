package dev.signet.idp.clientauthentication;

import java.util.Locale;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;

/**
 * Why a client is not let in. The audit trail gets the reason; the caller gets the protocol's code, and for
 * {@code invalid_client} nothing more, so that nobody learns which clients exist and what they are registered with.
 */
enum Refusal {
    REPEATED_PARAMETER("a parameter is repeated"),
    CREDENTIALS_IN_QUERY("credentials must not be in the query"),
    SEVERAL_METHODS("more than one client authentication method"),
    MALFORMED_BASIC("the Authorization header is not valid Basic authentication"),
    CLIENT_ID_MISMATCH("client_id differs from the authenticated client"),
    UNKNOWN_ASSERTION_TYPE("client_assertion_type is not supported"),
    INCOMPLETE_ASSERTION("client_assertion and client_assertion_type belong together"),

    NO_CLIENT,
    UNKNOWN_CLIENT,
    WRONG_METHOD,
    WRONG_SECRET,
    NO_CERTIFICATE,
    WRONG_CERTIFICATE,
    ASSERTION_MALFORMED,
    ASSERTION_TYPE,
    ASSERTION_ALGORITHM,
    ASSERTION_SIGNATURE,
    ASSERTION_ISSUER,
    ASSERTION_SUBJECT,
    ASSERTION_AUDIENCE,
    ASSERTION_EXPIRED,
    ASSERTION_TOO_LONG_LIVED,
    ASSERTION_NOT_YET_VALID,
    ASSERTION_WITHOUT_ID,
    ASSERTION_REPLAYED;

    private final String code;
    private final String description;

    /** Malformed: the caller is told what is wrong. */
    Refusal(String description) {
        this.code = OAuth2ErrorCodes.INVALID_REQUEST;
        this.description = description;
    }

    /** Not authenticated: everybody is told the same. */
    Refusal() {
        this.code = OAuth2ErrorCodes.INVALID_CLIENT;
        this.description = "client authentication failed";
    }

    /** As RFC 6749 §5.2 names it. */
    String code() {
        return code;
    }

    String description() {
        return description;
    }

    /** For the audit trail. */
    String reason() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
