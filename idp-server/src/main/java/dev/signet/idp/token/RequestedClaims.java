package dev.signet.idp.token;

import java.util.Set;

/**
 * Claims that a client asked for by name, beside those of its scopes (OpenID Connect Core 1.0 §5.5), as far as it may have
 * them.
 *
 * @param userInfo for the userinfo endpoint
 * @param idToken for the ID token
 */
public record RequestedClaims(Set<String> userInfo, Set<String> idToken) {

    public static final RequestedClaims NONE = new RequestedClaims(Set.of(), Set.of());

    public RequestedClaims {
        userInfo = Set.copyOf(userInfo);
        idToken = Set.copyOf(idToken);
    }
}
