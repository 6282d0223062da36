package dev.signet.idp.token;

import static dev.signet.idp.token.TokenRequest.refusal;

import dev.signet.idp.client.Client;
import dev.signet.idp.client.Scopes;
import dev.signet.idp.settings.IdpProperties;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.springframework.security.oauth2.core.oidc.OidcScopes;
import org.springframework.stereotype.Component;

/**
 * For which resources an access token is (RFC 8707 §2.2). One that names none is for our own endpoints; whoever wants both
 * asks for one token for each, and names us by the issuer. A scope may say whom its tokens are for in place of us.
 */
@Component
class Audiences {

    private static final String PARAMETER = "resource";
    private static final String INVALID_TARGET = "invalid_target";

    private final Scopes scopes;
    private final IdpProperties idp;

    Audiences(Scopes scopes, IdpProperties idp) {
        this.scopes = scopes;
        this.idp = idp;
    }

    /**
     * What a token request asks for; empty if nothing.
     *
     * @param parameters of the request: a text, or an array of them where one was sent several times
     */
    Set<String> requested(Map<String, Object> parameters, Client client) {
        var requested = switch (parameters.get(PARAMETER)) {
            case String one -> Set.of(one);
            case String[] several -> Set.copyOf(Arrays.asList(several));
            case null, default -> Set.<String>of();
        };
        require(requested, allowed(client));
        return requested;
    }

    /**
     * @param requested by the token request
     * @param granted by the authorization request; empty if it named none, then nothing is narrowed down
     * @param names of the scopes that the token is to have
     */
    Set<String> of(Set<String> requested, Set<String> granted, Set<String> names) {
        if (!granted.isEmpty()) {
            require(requested, granted);
        }
        if (!requested.isEmpty()) {
            return requested;
        }
        return granted.isEmpty() ? ofScopes(names) : granted;
    }

    /** Userinfo is ours, and wants {@code openid}. */
    private Set<String> ofScopes(Set<String> names) {
        var audience = scopes.resourcesOf(names);
        if (audience.isEmpty() || names.contains(OidcScopes.OPENID)) {
            audience.add(idp.issuer().toString());
        }
        return audience;
    }

    private Set<String> allowed(Client client) {
        var allowed = new HashSet<>(client.resources());
        allowed.addAll(scopes.resourcesOf(client.scopes()));
        allowed.add(idp.issuer().toString());
        if (AdministrationApi.isOpenTo(client)) {
            allowed.add(AdministrationApi.resource(idp));
        }
        return allowed;
    }

    private static void require(Set<String> requested, Set<String> possible) {
        if (!possible.containsAll(requested)) {
            throw refusal(INVALID_TARGET, "A resource is unknown, or was not granted to this client");
        }
    }
}
