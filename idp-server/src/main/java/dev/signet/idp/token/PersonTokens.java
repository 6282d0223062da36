package dev.signet.idp.token;

import dev.signet.idp.client.Client;
import dev.signet.idp.clientauthentication.ClientEncryption;
import java.time.Clock;
import java.util.HashMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
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
    private final ClientEncryption encryption;
    private final Clock clock;

    PersonTokens(
            AccessTokens accessTokens,
            RefreshTokens refreshTokens,
            IdTokens idTokens,
            ClientEncryption encryption,
            Clock clock) {
        this.accessTokens = accessTokens;
        this.refreshTokens = refreshTokens;
        this.idTokens = idTokens;
        this.encryption = encryption;
        this.clock = clock;
    }

    /** Refuses a client whose ID token could not be encrypted, before anything that works once is used up for it. */
    void requireEncryptionKey(Client client) {
        if (!client.idTokenEncryption()
                .map(it -> encryption.canEncrypt(client, it))
                .orElse(true)) {
            throw noKey();
        }
    }

    OAuth2AccessTokenAuthenticationToken issue(
            Grant grant, Client client, Authentication principal, AccessTokens.Terms terms, @Nullable String nonce) {
        var scopes = terms.scopes();
        var accessToken = accessTokens.issue(grant, client, terms);
        var parameters = new HashMap<String, Object>();
        parameters.put(OAuth2ParameterNames.SCOPE, String.join(" ", new TreeSet<>(scopes)));
        if (scopes.contains(OidcScopes.OPENID)) {
            parameters.put(OidcParameterNames.ID_TOKEN, idToken(grant, client, nonce));
        }
        return new OAuth2AccessTokenAuthenticationToken(
                client.registered(), principal, accessToken, refreshToken(grant, client), parameters);
    }

    /** Signed, and then encrypted where the client wants it (OpenID Connect Core 1.0 §16.14). */
    private String idToken(Grant grant, Client client, @Nullable String nonce) {
        var signed = idTokens.issue(grant, client, nonce);
        return client.idTokenEncryption()
                .map(it -> encryption.encrypt(client, it, signed, "JWT").orElseThrow(PersonTokens::noKey))
                .orElse(signed);
    }

    private static OAuth2AuthenticationException noKey() {
        return TokenRequest.refusal(
                OAuth2ErrorCodes.INVALID_REQUEST,
                "The client registered for encrypted ID tokens, and its keys hold none for that or cannot be fetched");
    }

    private @Nullable OAuth2RefreshToken refreshToken(Grant grant, Client client) {
        if (!client.allowsGrant(AuthorizationGrantType.REFRESH_TOKEN.getValue())) {
            return null;
        }
        return new OAuth2RefreshToken(
                refreshTokens.encode(grant.id(), grant.generation()), clock.instant(), grant.idleExpiresAt());
    }
}
