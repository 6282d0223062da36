package dev.signet.idp.token;

import dev.signet.idp.client.Client;
import dev.signet.idp.clientauthentication.AuthenticatedClient;
import java.util.Set;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;

/** What all grants have in common: who asks, and how to refuse (RFC 6749 §5.2). */
final class TokenRequest {

    private TokenRequest() {}

    /** The client that authenticated, if it may use {@code grantType}. */
    static Client client(Authentication request, AuthorizationGrantType grantType) {
        if (!(request.getPrincipal() instanceof AuthenticatedClient authenticated)) {
            throw refusal(OAuth2ErrorCodes.INVALID_CLIENT, "Client authentication is required");
        }
        var client = authenticated.client();
        if (!client.allowsGrant(grantType.getValue())) {
            throw refusal(
                    OAuth2ErrorCodes.UNAUTHORIZED_CLIENT,
                    "The client is not registered for grant type " + grantType.getValue());
        }
        return client;
    }

    static void requireScopes(Set<String> requested, Set<String> allowed) {
        if (!allowed.containsAll(requested)) {
            throw refusal(
                    OAuth2ErrorCodes.INVALID_SCOPE,
                    "A requested scope was not granted to this client",
                    "not registered for this client: " + RefusedRequests.without(requested, allowed));
        }
    }

    static OAuth2AuthenticationException refusal(String code, String description) {
        return new OAuth2AuthenticationException(new OAuth2Error(code, description, null));
    }

    /** @param explanation for the audit trail; the client does not get it */
    static OAuth2AuthenticationException refusal(String code, String description, String explanation) {
        return new ExplainedRefusalException(new OAuth2Error(code, description, null), explanation);
    }
}
