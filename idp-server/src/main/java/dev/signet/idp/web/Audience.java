package dev.signet.idp.web;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Objects;
import org.springframework.http.HttpHeaders;

/** Who reads an answer: a person in a browser, or a program. */
final class Audience {

    /** Programs call these, whatever they say that they accept: some HTTP clients ask for HTML by default. */
    private static final List<String> FOR_PROGRAMS =
            List.of("/oauth2/token", "/oauth2/jwks", "/userinfo", "/.well-known/", "/api/", "/actuator/");

    private Audience() {}

    static boolean isPerson(HttpServletRequest request) {
        var path = Objects.requireNonNullElse(
                (String) request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI), request.getRequestURI());
        var accepted = Objects.requireNonNullElse(request.getHeader(HttpHeaders.ACCEPT), "");
        return FOR_PROGRAMS.stream().noneMatch(path::startsWith) && accepted.contains("text/html");
    }
}
