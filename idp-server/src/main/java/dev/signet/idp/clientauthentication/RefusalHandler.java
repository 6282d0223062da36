package dev.signet.idp.clientauthentication;

import dev.signet.idp.ratelimit.Attempt;
import dev.signet.idp.ratelimit.Limit;
import dev.signet.idp.ratelimit.Limits;
import dev.signet.idp.ratelimit.Subject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;
import tools.jackson.databind.json.JsonMapper;

/**
 * Answers a refused client in the form of RFC 6749 §5.2, and leaves a line in the audit trail.
 *
 * <p>Whoever is refused too often gets 429 instead and leaves no more lines. A client that authenticates is never stopped by
 * failures of others at its address, and its calls cost no query for this.
 */
class RefusalHandler implements AuthenticationFailureHandler {

    private final Limits limits;
    private final ApplicationEventPublisher events;
    private final JsonMapper json;

    RefusalHandler(Limits limits, ApplicationEventPublisher events, JsonMapper json) {
        this.limits = limits;
        this.events = events;
        this.json = json;
    }

    @Override
    public void onAuthenticationFailure(
            HttpServletRequest request, HttpServletResponse response, AuthenticationException exception)
            throws IOException {
        SecurityContextHolder.clearContext();
        if (exception instanceof ClientRefusedException refused) {
            limits.failed(Attempt.of(Limit.CLIENT_AUTHENTICATION, Subject.caller()))
                    .orThrow();
            events.publishEvent(new ClientAuthenticationRefused(refused.refusal(), refused.clientId()));
        }
        answer(request, response, (OAuth2AuthenticationException) exception);
    }

    private void answer(HttpServletRequest request, HttpServletResponse response, OAuth2AuthenticationException refused)
            throws IOException {
        var error = refused.getError();
        response.setStatus(HttpServletResponse.SC_BAD_REQUEST);
        if (error.getErrorCode().equals(OAuth2ErrorCodes.INVALID_CLIENT) && triedBasic(request)) {
            response.setStatus(HttpServletResponse.SC_UNAUTHORIZED);
            response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Basic realm=\"Signet\", charset=\"UTF-8\"");
        }
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        response.setContentType(MediaType.APPLICATION_JSON_VALUE);
        var body = new TreeMap<>(Map.of("error", error.getErrorCode()));
        if (error.getDescription() != null) {
            body.put("error_description", error.getDescription());
        }
        response.getOutputStream().write(json.writeValueAsBytes(body));
    }

    private static boolean triedBasic(HttpServletRequest request) {
        return Collections.list(request.getHeaders(HttpHeaders.AUTHORIZATION)).stream()
                .anyMatch(CredentialsConverter::isBasic);
    }
}
