package dev.signet.idp.authorization;

import dev.signet.idp.client.Client;
import dev.signet.idp.client.Scope;
import dev.signet.idp.client.Scopes;
import dev.signet.idp.token.RequestedClaims;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/**
 * Which of the claims that a client asks for by name it may have: those that a scope of its registration stands for. The
 * others are passed over, as one that nobody knows is (OpenID Connect Core 1.0 §5.5).
 */
@Component
class ClaimsPolicy {

    private static final String OPENID = "openid";

    private final Scopes scopes;

    ClaimsPolicy(Scopes scopes) {
        this.scopes = scopes;
    }

    /** Nothing without the scope {@code openid}: there is neither ID token nor userinfo to put a claim into. */
    RequestedClaims allowed(ClaimsParameter asked, Client client, Set<String> requestedScopes) {
        if (asked.equals(ClaimsParameter.NONE) || !requestedScopes.contains(OPENID)) {
            return RequestedClaims.NONE;
        }
        var possible = registered(client).stream()
                .flatMap(it -> it.claims().stream())
                .filter(it -> !it.equals("sub"))
                .collect(Collectors.toSet());
        return new RequestedClaims(both(asked.userInfo(), possible), both(asked.idToken(), possible));
    }

    /**
     * What a person has to agree to: the requested scopes, and for each claim that was asked for by name and that none of
     * them stands for the first scope that does, because that is what people know by a text.
     */
    Set<String> toAgree(RequestedClaims claims, Client client, Set<String> requestedScopes) {
        var toAgree = new HashSet<>(requestedScopes);
        if (claims.equals(RequestedClaims.NONE)) {
            return Set.copyOf(toAgree);
        }
        var registered = registered(client);
        var open = new HashSet<>(claims.userInfo());
        open.addAll(claims.idToken());
        registered.stream().filter(it -> toAgree.contains(it.name())).forEach(it -> open.removeAll(it.claims()));
        for (var scope : registered) {
            if (open.removeAll(scope.claims())) {
                toAgree.add(scope.name());
            }
        }
        return Set.copyOf(toAgree);
    }

    private List<Scope> registered(Client client) {
        return client.scopes().stream().flatMap(it -> scopes.find(it).stream()).toList();
    }

    private static Set<String> both(Set<String> one, Set<String> other) {
        var both = new HashSet<>(one);
        both.retainAll(other);
        return both;
    }
}
