package dev.signet.idp.token;

import dev.signet.idp.client.Client;
import dev.signet.idp.client.Scope;
import dev.signet.idp.client.Scopes;
import dev.signet.idp.user.Account;
import dev.signet.idp.user.Accounts;
import dev.signet.idp.user.StandardClaims;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** What a client learns about a person: the claims of the granted scopes, and those that it asked for by name. */
@Service
public class PersonClaims {

    private final Scopes scopes;
    private final Accounts accounts;

    PersonClaims(Scopes scopes, Accounts accounts) {
        this.scopes = scopes;
        this.accounts = accounts;
    }

    /**
     * The answer of userinfo (OpenID Connect Core 1.0 §5.3.2).
     *
     * @param subject as the client knows the person
     * @param client null if it is gone
     * @param byName claims asked for beside those of the scopes
     */
    public Map<String, Object> ofUserInfo(
            Account account, String subject, @Nullable Client client, Set<String> granted, Set<String> byName) {
        var known = StandardClaims.of(account);
        var claims = new LinkedHashMap<String, Object>();
        claims.put("sub", subject);
        named(granted).forEach(scope -> claims.putAll(scope.released(known)));
        byName(known, client, byName).forEach(claims::putIfAbsent);
        return claims;
    }

    /** What an ID token says of a person beside the sign-in itself. Who is asked for nothing is not looked up. */
    Map<String, Object> ofIdToken(Grant grant, Client client) {
        var scopesInIdToken = inIdToken(grant);
        if (scopesInIdToken.isEmpty() && grant.claims().idToken().isEmpty()) {
            return Map.of();
        }
        var claims = new LinkedHashMap<String, Object>();
        accounts.find(grant.account()).map(StandardClaims::of).ifPresent(known -> {
            scopesInIdToken.forEach(scope -> claims.putAll(scope.released(known)));
            byName(known, client, grant.claims().idToken()).forEach(claims::putIfAbsent);
        });
        return claims;
    }

    private List<Scope> inIdToken(Grant grant) {
        return named(grant.scopes()).stream().filter(Scope::isInIdToken).toList();
    }

    /** A claim that scopes take from another one is found by way of the client's scopes. */
    private Map<String, Object> byName(Map<String, Object> known, @Nullable Client client, Set<String> names) {
        if (names.isEmpty()) {
            return Map.of();
        }
        var possible = new LinkedHashMap<>(known);
        if (client != null) {
            named(client.scopes()).forEach(scope -> scope.released(known).forEach(possible::putIfAbsent));
        }
        possible.keySet().retainAll(names);
        return possible;
    }

    private List<Scope> named(Collection<String> names) {
        return new TreeSet<>(names)
                .stream().flatMap(name -> scopes.find(name).stream()).toList();
    }
}
