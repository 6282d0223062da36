package dev.signet.idp.token;

import dev.signet.idp.client.Client;
import java.time.Clock;
import java.util.HashMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.OAuth2RefreshToken;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.security.oauth2.core.oidc.OidcScopes;
import org.springframework.security.oauth2.core.oidc.endpoint.OidcParameterNames;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AccessTokenAuthenticationToken;
import org.springframework.stereotype.Component;

/** The answer to a token request about a person: access token, and refresh and ID token where they are due. */
@Component
class PersonTokens {

    private final AccessTokens accessTokens;
    private final RefreshTokens refreshTokens;
    private final IdTokens idTokens;
    private final Clock clock;

    PersonTokens(AccessTokens accessTokens, RefreshTokens refreshTokens, IdTokens idTokens, Clock clock) {
        this.accessTokens = accessTokens;
        this.refreshTokens = refreshTokens;
        this.idTokens = idTokens;
        this.clock = clock;
    }

    OAuth2AccessTokenAuthenticationToken issue(
            Grant grant, Client client, Authentication principal, AccessTokens.Terms terms, @Nullable String nonce) {
        var scopes = terms.scopes();
        var accessToken = accessTokens.issue(grant, client, terms);
        var parameters = new HashMap<String, Object>();
        parameters.put(OAuth2ParameterNames.SCOPE, String.join(" ", new TreeSet<>(scopes)));
        if (scopes.contains(OidcScopes.OPENID)) {
            parameters.put(OidcParameterNames.ID_TOKEN, idTokens.issue(grant, client, nonce));
        }
        return new OAuth2AccessTokenAuthenticationToken(
                client.registered(), principal, accessToken, refreshToken(grant, client), parameters);
    }

    private @Nullable OAuth2RefreshToken refreshToken(Grant grant, Client client) {
        if (!client.allowsGrant(AuthorizationGrantType.REFRESH_TOKEN.getValue())) {
            return null;
        }
        return new OAuth2RefreshToken(
                refreshTokens.encode(grant.id(), grant.generation()), clock.instant(), grant.idleExpiresAt());
    }
}
