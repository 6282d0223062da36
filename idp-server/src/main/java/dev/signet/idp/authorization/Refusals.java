package dev.signet.idp.authorization;

import dev.signet.idp.audit.RequestOrigin;
import dev.signet.idp.authorization.AuthorizationRequests.Result;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.web.servlet.ModelAndView;

/** Answers to requests that did not pass: on a page of ours, or at the client (RFC 6749 §4.1.2.1). */
final class Refusals {

    private Refusals() {}

    static ModelAndView answer(Result.Refused refused, HttpServletRequest request) {
        return switch (refused) {
            case Result.RefusedHere(var error) -> page(error);
            case Result.RefusedThere(var target, var error) -> target.withError(error, request);
        };
    }

    private static ModelAndView page(AuthorizationError error) {
        var requestId = RequestOrigin.current().map(RequestOrigin::requestId).orElse("");
        return new ModelAndView(
                "authorization/error",
                Map.of("code", error.code(), "description", error.description(), "requestId", requestId),
                HttpStatus.BAD_REQUEST);
    }
}
