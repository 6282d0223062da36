package dev.signet.idp.federation;

import java.util.Locale;
import org.springframework.http.HttpStatus;

/** Why a sign-in with another provider ended without one. Each has a page, and stands in the audit trail. */
enum Cause {
    PROVIDER_GONE(HttpStatus.GONE),
    UNREACHABLE(HttpStatus.SERVICE_UNAVAILABLE),
    CANCELLED(HttpStatus.OK),
    UPSTREAM_ERROR(HttpStatus.BAD_GATEWAY),
    STATE_UNKNOWN(HttpStatus.BAD_REQUEST),
    STATE_EXPIRED(HttpStatus.BAD_REQUEST),
    REPLAYED(HttpStatus.BAD_REQUEST),
    WRONG_ISSUER(HttpStatus.BAD_REQUEST),
    CODE_REFUSED(HttpStatus.BAD_GATEWAY),
    TOKEN_INVALID(HttpStatus.BAD_GATEWAY),
    STALE_PROOF(HttpStatus.FORBIDDEN),
    ADDRESS_MISSING(HttpStatus.FORBIDDEN),
    NO_ACCOUNT(HttpStatus.FORBIDDEN),
    ACCOUNT_CLOSED(HttpStatus.FORBIDDEN),
    OTHER_OWNER(HttpStatus.CONFLICT),
    SESSION_CHANGED(HttpStatus.CONFLICT),
    PENDING_GONE(HttpStatus.GONE),
    OTHER_BROWSER(HttpStatus.FORBIDDEN);

    private final HttpStatus status;

    Cause(HttpStatus status) {
        this.status = status;
    }

    HttpStatus status() {
        return status;
    }

    /** In messages and in the audit trail. */
    String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
