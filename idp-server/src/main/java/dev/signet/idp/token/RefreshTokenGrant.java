package dev.signet.idp.token;

import static dev.signet.idp.token.TokenRequest.refusal;
import static org.springframework.security.oauth2.core.OAuth2ErrorCodes.INVALID_GRANT;
import static org.springframework.security.oauth2.core.OAuth2ErrorCodes.INVALID_SCOPE;

import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2RefreshTokenAuthenticationToken;
import org.springframework.stereotype.Component;

/** {@code grant_type=refresh_token} (RFC 6749 §6). */
@Component
class RefreshTokenGrant implements AuthenticationProvider {

    private final Refresh refresh;
    private final PersonTokens tokens;
    private final Audiences audiences;
    private final Senders senders;
    private final MeterRegistry metrics;

    RefreshTokenGrant(
            Refresh refresh, PersonTokens tokens, Audiences audiences, Senders senders, MeterRegistry metrics) {
        this.senders = senders;
        this.refresh = refresh;
        this.tokens = tokens;
        this.audiences = audiences;
        this.metrics = metrics;
    }

    @Override
    public Authentication authenticate(Authentication authentication) {
        var request = (OAuth2RefreshTokenAuthenticationToken) authentication;
        var client = TokenRequest.client(request, AuthorizationGrantType.REFRESH_TOKEN);
        tokens.requireEncryptionKey(client);
        var asked = request.getScopes();
        var resources = audiences.requested(request.getAdditionalParameters(), client);
        var sender = senders.of(request, client);
        var outcome = refresh.refresh(client, request.getRefreshToken(), asked, sender);
        metrics.counter("signet.refresh", "outcome", outcome.label()).increment();
        return switch (outcome) {
            case Refresh.Outcome.Rotated(var grant) -> {
                var scopes = asked.isEmpty() ? grant.scopes() : asked;
                yield tokens.issue(
                        grant,
                        client,
                        (Authentication) request.getPrincipal(),
                        new AccessTokens.Terms(scopes, audiences.of(resources, grant.resources(), scopes), sender),
                        null);
            }
            case Refresh.Outcome.Refused() ->
                throw refusal(
                        INVALID_GRANT, "The refresh token is unknown, expired or revoked, or bound to another key");
            case Refresh.Outcome.ScopeNotGranted() ->
                throw refusal(INVALID_SCOPE, "A requested scope was not part of the original grant");
            case Refresh.Outcome.Reused() ->
                throw refusal(INVALID_GRANT, "The refresh token was replaced before; the grant is revoked");
        };
    }

    @Override
    public boolean supports(Class<?> authentication) {
        return OAuth2RefreshTokenAuthenticationToken.class.isAssignableFrom(authentication);
    }
}
