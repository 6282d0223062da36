package dev.signet.idp.client;

import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.settings.ClientSettings;
import org.springframework.security.oauth2.server.authorization.settings.TokenSettings;

/** Our {@link Client} in the type that Spring Security's token types ask for. */
final class SpringView {

    private SpringView() {}

    static RegisteredClient of(Client client) {
        var view = RegisteredClient.withId(client.clientId())
                .clientId(client.clientId())
                .clientName(client.name())
                .clientAuthenticationMethod(new ClientAuthenticationMethod(client.tokenEndpointAuthMethod()))
                .redirectUris(uris -> uris.addAll(client.redirectUris()))
                .postLogoutRedirectUris(uris -> uris.addAll(client.postLogoutRedirectUris()))
                .scopes(scopes -> scopes.addAll(client.scopes()))
                .clientSettings(clientSettings(client))
                .tokenSettings(tokenSettings(client));
        client.grantTypes().forEach(grant -> view.authorizationGrantType(new AuthorizationGrantType(grant)));
        return view.build();
    }

    private static ClientSettings clientSettings(Client client) {
        var settings = ClientSettings.builder()
                .requireProofKey(client.requirePkce())
                .requireAuthorizationConsent(client.requireConsent());
        if (client.jwksUri() != null) {
            settings.jwkSetUrl(client.jwksUri());
        }
        return settings.build();
    }

    private static TokenSettings tokenSettings(Client client) {
        return TokenSettings.builder()
                .accessTokenTimeToLive(client.accessTokenLifetime())
                .refreshTokenTimeToLive(client.refreshTokenLifetime())
                .reuseRefreshTokens(false)
                .build();
    }
}
