package dev.signet.idp.token;

import static dev.signet.idp.token.TokenRequest.refusal;

import dev.signet.idp.client.Client;
import dev.signet.idp.settings.IdpProperties;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;

/**
 * For which resources an access token is (RFC 8707 §2.2). One that names none is for our own endpoints; whoever wants both
 * asks for one token for each, and names us by the issuer.
 */
@Component
class Audiences {

    private static final String PARAMETER = "resource";
    private static final String INVALID_TARGET = "invalid_target";

    private final IdpProperties idp;

    Audiences(IdpProperties idp) {
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
     */
    Set<String> of(Set<String> requested, Set<String> granted) {
        if (!granted.isEmpty()) {
            require(requested, granted);
        }
        if (!requested.isEmpty()) {
            return requested;
        }
        return granted.isEmpty() ? Set.of(idp.issuer().toString()) : granted;
    }

    private Set<String> allowed(Client client) {
        var allowed = new HashSet<>(client.resources());
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
