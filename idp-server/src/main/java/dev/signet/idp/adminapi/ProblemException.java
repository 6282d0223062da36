package dev.signet.idp.adminapi;

import dev.signet.idp.adminapi.Problem.FieldError;
import java.util.List;

/** Ends a call with a problem. Whatever it has begun is rolled back. */
final class ProblemException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final ProblemType type;
    private final transient List<FieldError> errors;

    ProblemException(ProblemType type, String detail) {
        this(type, detail, List.of());
    }

    ProblemException(ProblemType type, String detail, List<FieldError> errors) {
        super(detail);
        this.type = type;
        this.errors = List.copyOf(errors);
    }

    static ProblemException notFound() {
        return new ProblemException(ProblemType.NOT_FOUND, "There is no such thing, or it is not for you");
    }

    static ProblemException stale() {
        return new ProblemException(
                ProblemType.PRECONDITION_FAILED, "Somebody else changed it since; nothing was saved. Get it again");
    }

    static ProblemException conflict(String detail) {
        return new ProblemException(ProblemType.CONFLICT, detail);
    }

    static ProblemException invalid(List<FieldError> errors) {
        return new ProblemException(ProblemType.INVALID_CONTENT, "Nothing was saved", errors);
    }

    Problem problem() {
        return Problem.of(type, String.valueOf(getMessage()), errors);
    }

    ProblemType type() {
        return type;
    }
}
