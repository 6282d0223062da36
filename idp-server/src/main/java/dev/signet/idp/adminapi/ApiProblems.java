package dev.signet.idp.adminapi;

import dev.signet.idp.adminapi.Problem.FieldError;
import java.util.List;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;

/** Turns what the controllers throw into problems. What is not here is an outage or a bug, and answered as everywhere. */
@RestControllerAdvice(annotations = AdminApiController.class)
class ApiProblems {

    @ExceptionHandler
    ResponseEntity<Problem> refused(ProblemException refused) {
        return answer(refused.problem());
    }

    /** A port asked for more than the rule on the route, because of what the call is about. */
    @ExceptionHandler
    ResponseEntity<Problem> denied(AccessDeniedException denied) {
        return answer(Problem.of(ProblemType.FORBIDDEN, String.valueOf(denied.getMessage())));
    }

    /** A path that cannot be one leads to nothing; a parameter is said to be wrong. */
    @ExceptionHandler
    ResponseEntity<Problem> mismatched(MethodArgumentTypeMismatchException mismatch) {
        var isPath = mismatch.getParameter().hasParameterAnnotation(PathVariable.class);
        return isPath
                ? answer(ProblemException.notFound().problem())
                : answer(Problem.of(
                        ProblemType.INVALID_REQUEST,
                        "A parameter has the wrong form",
                        List.of(FieldError.of(mismatch.getName(), "cannot be read"))));
    }

    @ExceptionHandler
    ResponseEntity<Problem> missing(MissingServletRequestParameterException missing) {
        return answer(Problem.of(
                ProblemType.INVALID_REQUEST,
                "A parameter is missing",
                List.of(FieldError.of(missing.getParameterName(), "missing"))));
    }

    private static ResponseEntity<Problem> answer(Problem problem) {
        return ResponseEntity.status(problem.status())
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(problem);
    }
}
