package dev.signet.idp.token;

import dev.signet.idp.clientauthentication.AuthenticatedClient;
import dev.signet.idp.dpop.DpopProofs;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.ProviderManager;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2AccessToken;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AccessTokenAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.web.OAuth2TokenEndpointFilter;
import org.springframework.security.oauth2.server.authorization.web.authentication.OAuth2AuthorizationCodeAuthenticationConverter;
import org.springframework.security.oauth2.server.authorization.web.authentication.OAuth2ClientCredentialsAuthenticationConverter;
import org.springframework.security.oauth2.server.authorization.web.authentication.OAuth2DeviceCodeAuthenticationConverter;
import org.springframework.security.oauth2.server.authorization.web.authentication.OAuth2RefreshTokenAuthenticationConverter;
import org.springframework.security.oauth2.server.authorization.web.authentication.OAuth2TokenExchangeAuthenticationConverter;
import org.springframework.security.web.authentication.DelegatingAuthenticationConverter;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** The token endpoint (RFC 6749 §3.2): Spring's filter and its parsing of requests, our grants, our answers. */
@Component
public class TokenEndpoint {

    public static final String PATH = "/oauth2/token";

    private final List<AuthenticationProvider> grants;
    private final RefusedRequests refusedRequests;
    private final DpopProofs proofs;
    private final JsonMapper json;
    private final TokenCounts counts;

    TokenEndpoint(
            TokenGrants grants,
            RefusedRequests refusedRequests,
            DpopProofs proofs,
            JsonMapper json,
            TokenCounts counts) {
        this.counts = counts;
        this.proofs = proofs;
        this.grants = grants.inOrder();
        this.refusedRequests = refusedRequests;
        this.json = json;
    }

    /** Answers {@code POST} to {@link #PATH}; the client must be authenticated before. */
    public Filter filter() {
        var filter = new OAuth2TokenEndpointFilter(new ProviderManager(grants), PATH);
        filter.setAuthenticationConverter(new DelegatingAuthenticationConverter(List.of(
                new OAuth2AuthorizationCodeAuthenticationConverter(),
                new OAuth2RefreshTokenAuthenticationConverter(),
                new OAuth2ClientCredentialsAuthenticationConverter(),
                new OAuth2DeviceCodeAuthenticationConverter(),
                new OAuth2TokenExchangeAuthenticationConverter())));
        filter.setAuthenticationDetailsSource(request -> request); // the grants look for proofs and certificates in it
        filter.setAuthenticationSuccessHandler(this::answer);
        filter.setAuthenticationFailureHandler(this::refuse);
        return filter;
    }

    /** RFC 6749 §5.1. */
    private void answer(HttpServletRequest request, HttpServletResponse response, Authentication authentication)
            throws IOException {
        var tokens = (OAuth2AccessTokenAuthenticationToken) authentication;
        var accessToken = tokens.getAccessToken();
        var body = new LinkedHashMap<String, Object>();
        body.put(OAuth2ParameterNames.ACCESS_TOKEN, accessToken.getTokenValue());
        body.put(OAuth2ParameterNames.TOKEN_TYPE, accessToken.getTokenType().getValue());
        body.put(
                OAuth2ParameterNames.EXPIRES_IN,
                Duration.between(accessToken.getIssuedAt(), accessToken.getExpiresAt())
                        .toSeconds());
        if (tokens.getRefreshToken() != null) {
            body.put(
                    OAuth2ParameterNames.REFRESH_TOKEN, tokens.getRefreshToken().getTokenValue());
        }
        body.putAll(tokens.getAdditionalParameters());
        if (accessToken.getTokenType().equals(OAuth2AccessToken.TokenType.DPOP)) {
            // RFC 9449 §8.2: the next proof can have a nonce from the start
            var client = ((AuthenticatedClient) tokens.getPrincipal()).client();
            proofs.nonce(client.requireDpopNonce())
                    .ifPresent(nonce -> response.setHeader(DpopProofs.NONCE_HEADER, nonce));
        }
        counts.issued(request.getParameter(OAuth2ParameterNames.GRANT_TYPE));
        write(response, HttpServletResponse.SC_OK, body);
    }

    /** RFC 6749 §5.2. */
    private void refuse(HttpServletRequest request, HttpServletResponse response, AuthenticationException exception)
            throws IOException {
        var error = ((OAuth2AuthenticationException) exception).getError();
        note(request, error, exception);
        counts.refused(request.getParameter(OAuth2ParameterNames.GRANT_TYPE));
        if (exception instanceof DpopNonceNeededException needed) {
            response.setHeader(DpopProofs.NONCE_HEADER, needed.nonce());
        }
        var body = new LinkedHashMap<String, Object>();
        body.put(OAuth2ParameterNames.ERROR, error.getErrorCode());
        if (error.getDescription() != null) {
            body.put(OAuth2ParameterNames.ERROR_DESCRIPTION, error.getDescription());
        }
        write(response, HttpServletResponse.SC_BAD_REQUEST, body);
    }

    private void note(HttpServletRequest request, OAuth2Error error, AuthenticationException exception) {
        var description = Objects.requireNonNullElse(error.getDescription(), "");
        refusedRequests.note(new RefusedRequest(
                RefusedRequest.Endpoint.TOKEN,
                clientId(request, exception),
                error.getErrorCode(),
                exception instanceof ExplainedRefusalException explained ? explained.explanation() : description));
    }

    /** Spring's filter forgets who asked before it says that something failed, but the exception remembers. */
    private static @Nullable String clientId(HttpServletRequest request, AuthenticationException exception) {
        var asked = exception.getAuthenticationRequest();
        return asked != null && asked.getPrincipal() instanceof AuthenticatedClient authenticated
                ? authenticated.client().clientId()
                : request.getParameter(OAuth2ParameterNames.CLIENT_ID);
    }

    private void write(HttpServletResponse response, int status, Map<String, Object> body) throws IOException {
        response.setStatus(status);
        response.setContentType(MediaType.APPLICATION_JSON_VALUE);
        json.writeValue(response.getOutputStream(), body);
    }
}
