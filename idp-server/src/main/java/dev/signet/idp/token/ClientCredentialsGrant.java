package dev.signet.idp.token;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.security.oauth2.core.oidc.OidcScopes;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AccessTokenAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientCredentialsAuthenticationToken;
import org.springframework.stereotype.Component;

/** {@code grant_type=client_credentials} (RFC 6749 §4.4). Nothing is stored and nothing is asked of the database. */
@Component
class ClientCredentialsGrant implements AuthenticationProvider {

    /** Scopes that speak of a person; a client that acts for itself has none to speak of. */
    private static final Set<String> ABOUT_A_PERSON = Set.of(
            OidcScopes.OPENID,
            OidcScopes.PROFILE,
            OidcScopes.EMAIL,
            OidcScopes.ADDRESS,
            OidcScopes.PHONE,
            Grant.OFFLINE_ACCESS);

    private final AccessTokens accessTokens;
    private final Audiences audiences;
    private final Senders senders;

    ClientCredentialsGrant(AccessTokens accessTokens, Audiences audiences, Senders senders) {
        this.senders = senders;
        this.accessTokens = accessTokens;
        this.audiences = audiences;
    }

    @Override
    public Authentication authenticate(Authentication authentication) {
        var request = (OAuth2ClientCredentialsAuthenticationToken) authentication;
        var client = TokenRequest.client(request, AuthorizationGrantType.CLIENT_CREDENTIALS);
        var scopes = request.getScopes();
        TokenRequest.requireScopes(scopes, client.scopes());
        if (scopes.stream().anyMatch(ABOUT_A_PERSON::contains)) {
            throw TokenRequest.refusal(
                    OAuth2ErrorCodes.INVALID_SCOPE, "OpenID Connect's scopes need a person who signs in");
        }
        var audience = audiences.of(audiences.requested(request.getAdditionalParameters(), client), Set.of(), scopes);
        return new OAuth2AccessTokenAuthenticationToken(
                client.registered(),
                (Authentication) request.getPrincipal(),
                accessTokens.issue(client, new AccessTokens.Terms(scopes, audience, senders.of(request, client))),
                null,
                scopes.isEmpty()
                        ? Map.of()
                        : Map.of(OAuth2ParameterNames.SCOPE, String.join(" ", new TreeSet<>(scopes))));
    }

    @Override
    public boolean supports(Class<?> authentication) {
        return OAuth2ClientCredentialsAuthenticationToken.class.isAssignableFrom(authentication);
    }
}
