package dev.signet.idp.adminapi;

import java.util.Locale;
import org.springframework.http.HttpStatus;

/** Why a call was refused (RFC 9457 §3.1.1). The names are for programs to tell apart, and stay. */
public enum ProblemType {
    /** A parameter that there is not, one that is repeated or of the wrong form, or a body that is no JSON. */
    INVALID_REQUEST(HttpStatus.BAD_REQUEST),
    /** A cursor that is not from the list that it was sent to. */
    BAD_CURSOR(HttpStatus.BAD_REQUEST),
    UNAUTHORIZED(HttpStatus.UNAUTHORIZED),
    /** The person has to sign in again with a second factor (RFC 9470). */
    INSUFFICIENT_USER_AUTHENTICATION(HttpStatus.UNAUTHORIZED),
    /** The token needs a further scope (RFC 6750 §3.1). */
    INSUFFICIENT_SCOPE(HttpStatus.FORBIDDEN),
    /** The token has the scope, and whoever it stands for lacks the permission. */
    FORBIDDEN(HttpStatus.FORBIDDEN),
    /** There is no such thing, or it is not for whoever asks. */
    NOT_FOUND(HttpStatus.NOT_FOUND),
    METHOD_NOT_ALLOWED(HttpStatus.METHOD_NOT_ALLOWED),
    /** It exists already, or is that way already, or something rules it out. */
    CONFLICT(HttpStatus.CONFLICT),
    /** Somebody else changed it since (RFC 9110 §13.1.1). */
    PRECONDITION_FAILED(HttpStatus.PRECONDITION_FAILED),
    CONTENT_TOO_LARGE(HttpStatus.CONTENT_TOO_LARGE),
    /** JSON, and not what was asked for. */
    INVALID_CONTENT(HttpStatus.UNPROCESSABLE_CONTENT),
    /** The same {@code Idempotency-Key} came with another request. */
    KEY_REUSED(HttpStatus.UNPROCESSABLE_CONTENT),
    /** {@code If-Match} is missing (RFC 6585 §3). */
    PRECONDITION_REQUIRED(HttpStatus.PRECONDITION_REQUIRED);

    private final HttpStatus status;

    ProblemType(HttpStatus status) {
        this.status = status;
    }

    public HttpStatus status() {
        return status;
    }

    /** The value of {@code type}. */
    public String uri() {
        return "urn:signet:problem:" + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
