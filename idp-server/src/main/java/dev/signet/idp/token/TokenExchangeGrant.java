package dev.signet.idp.token;

import static dev.signet.idp.token.TokenRequest.refusal;

import dev.signet.idp.client.Client;
import java.util.LinkedHashMap;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AccessTokenAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2TokenExchangeAuthenticationToken;
import org.springframework.stereotype.Component;

/**
 * {@code grant_type=urn:ietf:params:oauth:grant-type:token-exchange} (RFC 8693): one of our access tokens for another, with
 * the client as actor. The new token hangs on the grant of the old one. Actor tokens and other types are not taken.
 */
@Component
class TokenExchangeGrant implements AuthenticationProvider {

    private static final String ACCESS_TOKEN = "urn:ietf:params:oauth:token-type:access_token";

    private final AccessTokens accessTokens;
    private final Senders senders;

    TokenExchangeGrant(AccessTokens accessTokens, Senders senders) {
        this.accessTokens = accessTokens;
        this.senders = senders;
    }

    @Override
    public Authentication authenticate(Authentication authentication) {
        var request = (OAuth2TokenExchangeAuthenticationToken) authentication;
        var client = TokenRequest.client(request, AuthorizationGrantType.TOKEN_EXCHANGE);
        requireSupported(request);
        var sender = senders.of(request, client);
        var subject = accessTokens
                .read(request.getSubjectToken())
                .filter(accessTokens::isLive)
                .orElseThrow(() ->
                        refusal(OAuth2ErrorCodes.INVALID_REQUEST, "The subject token is invalid, expired or revoked"));
        var audience = audience(request);
        TokenExchangePolicy.violation(client, subject, audience, request.getScopes())
                .ifPresent(it -> {
                    throw refusal(it.code(), it.description());
                });
        var scopes = request.getScopes().isEmpty() ? subject.scopes() : request.getScopes();
        return answer(request, client, subject, new AccessTokens.Terms(scopes, audience, sender));
    }

    private static void requireSupported(OAuth2TokenExchangeAuthenticationToken request) {
        if (!ACCESS_TOKEN.equals(request.getSubjectTokenType())
                || !ACCESS_TOKEN.equals(request.getRequestedTokenType())) {
            throw refusal(OAuth2ErrorCodes.INVALID_REQUEST, "Only access tokens are exchanged for access tokens");
        }
        if (request.getActorToken() != null) {
            throw refusal(OAuth2ErrorCodes.INVALID_REQUEST, "The client itself is the actor; actor_token is not taken");
        }
    }

    private static Set<String> audience(OAuth2TokenExchangeAuthenticationToken request) {
        var audience = new TreeSet<>(request.getAudiences());
        audience.addAll(request.getResources());
        return audience;
    }

    /** RFC 8693 §2.2.1. */
    private OAuth2AccessTokenAuthenticationToken answer(
            OAuth2TokenExchangeAuthenticationToken request,
            Client client,
            AccessToken subject,
            AccessTokens.Terms terms) {
        var parameters = new LinkedHashMap<String, Object>();
        parameters.put("issued_token_type", ACCESS_TOKEN);
        if (!terms.scopes().isEmpty()) {
            parameters.put(OAuth2ParameterNames.SCOPE, String.join(" ", new TreeSet<>(terms.scopes())));
        }
        return new OAuth2AccessTokenAuthenticationToken(
                client.registered(),
                (Authentication) request.getPrincipal(),
                accessTokens.exchange(subject, client, terms),
                null,
                parameters);
    }

    @Override
    public boolean supports(Class<?> authentication) {
        return OAuth2TokenExchangeAuthenticationToken.class.isAssignableFrom(authentication);
    }
}
