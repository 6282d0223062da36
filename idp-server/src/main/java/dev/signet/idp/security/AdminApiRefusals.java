package dev.signet.idp.security;

import dev.signet.idp.adminapi.AdminApiRoutes;
import dev.signet.idp.adminapi.AdminApiRoutes.Rule;
import dev.signet.idp.adminapi.AdministratorToken;
import dev.signet.idp.adminapi.Problem;
import dev.signet.idp.adminapi.ProblemAnswers;
import dev.signet.idp.adminapi.ProblemType;
import dev.signet.idp.adminapi.SignInTooWeakException;
import dev.signet.idp.token.ResourceAccess;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.PathContainer;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.stereotype.Component;
import org.springframework.web.util.pattern.PathPatternParser;

/**
 * Answers calls of the API for administrators that may not go on: with the challenge of RFC 6750 and RFC 9449, and a problem.
 * The audit trail learns who tried what is not for them.
 */
@Component
class AdminApiRefusals implements AuthenticationEntryPoint, AccessDeniedHandler {

    private final ResourceAccess access;
    private final ProblemAnswers answers;
    private final ApplicationEventPublisher events;

    AdminApiRefusals(ResourceAccess access, ProblemAnswers answers, ApplicationEventPublisher events) {
        this.access = access;
        this.answers = answers;
        this.events = events;
    }

    @Override
    public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException refused)
            throws IOException, ServletException {
        access.challenge(request, response, refused);
        if (refused instanceof SignInTooWeakException weak) {
            var scheme = request.getHeader(HttpHeaders.AUTHORIZATION).split(" ", 2)[0];
            response.setHeader(HttpHeaders.WWW_AUTHENTICATE, scheme + " " + weak.parameters());
            answers.write(
                    Problem.of(ProblemType.INSUFFICIENT_USER_AUTHENTICATION, String.valueOf(weak.getMessage())),
                    response);
            return;
        }
        answers.write(Problem.of(ProblemType.UNAUTHORIZED, "An access token is needed that is for this API"), response);
    }

    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException denied)
            throws IOException {
        var rules = AdminApiRoutes.rules().stream()
                .filter(it -> matches(it, request))
                .toList();
        var rule =
                rules.stream().filter(it -> it.method().equals(method(request))).findFirst();
        if (rule.isEmpty()) {
            unmapped(rules, response);
            return;
        }
        if (!(SecurityContextHolder.getContext().getAuthentication() instanceof AdministratorToken token)) {
            throw new IllegalStateException("nobody else is denied anything", denied);
        }
        events.publishEvent(new AccessRefused(token.power().actor(), request.getMethod(), request.getRequestURI()));
        if (token.hasScopesFor(rule.get().permissions())) {
            answers.write(
                    Problem.of(ProblemType.FORBIDDEN, "Whoever the token stands for lacks the permission"), response);
            return;
        }
        var scopes = rule.get().scopes();
        var scheme = request.getHeader(HttpHeaders.AUTHORIZATION).split(" ", 2)[0];
        response.setHeader(
                HttpHeaders.WWW_AUTHENTICATE, scheme + " error=\"insufficient_scope\", scope=\"" + scopes + '"');
        answers.write(Problem.of(ProblemType.INSUFFICIENT_SCOPE, "The token needs the scopes " + scopes), response);
    }

    /** No rule, no controller: see {@code AdminApiMappingsTests}. */
    private void unmapped(List<Rule> others, HttpServletResponse response) throws IOException {
        if (others.isEmpty()) {
            answers.write(Problem.of(ProblemType.NOT_FOUND, "There is no such thing, or it is not for you"), response);
            return;
        }
        response.setHeader(
                HttpHeaders.ALLOW,
                others.stream().map(it -> it.method().name()).sorted().collect(Collectors.joining(", ")));
        answers.write(Problem.of(ProblemType.METHOD_NOT_ALLOWED, "This method is not for this address"), response);
    }

    private static boolean matches(Rule rule, HttpServletRequest request) {
        return PathPatternParser.defaultInstance
                .parse(rule.pattern())
                .matches(PathContainer.parsePath(request.getRequestURI()));
    }

    private static HttpMethod method(HttpServletRequest request) {
        return "HEAD".equals(request.getMethod()) ? HttpMethod.GET : HttpMethod.valueOf(request.getMethod());
    }
}
