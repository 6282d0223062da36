package dev.signet.idp.client;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The scopes of OpenID Connect Core §5.4 and §11, and those of the API for administrators. */
final class BuiltInScopes {

    private static final List<Scope> OPENID_CONNECT = List.of(
            scope("openid", "sub"),
            scope(
                    "profile",
                    "name",
                    "family_name",
                    "given_name",
                    "middle_name",
                    "nickname",
                    "preferred_username",
                    "profile",
                    "picture",
                    "website",
                    "gender",
                    "birthdate",
                    "zoneinfo",
                    "locale",
                    "updated_at"),
            scope("email", "email", "email_verified"),
            scope("address", "address"),
            scope("phone", "phone_number", "phone_number_verified"),
            scope("offline_access"));

    /** One for each permission of module {@code access}, which knows them by these names without the prefix. */
    private static final List<Scope> ADMINISTRATION = Stream.of(
                    "clients:read",
                    "clients:write",
                    "users:read",
                    "users:write",
                    "users:support",
                    "users:erase",
                    "pii:read",
                    "sessions:read",
                    "sessions:revoke",
                    "roles:read",
                    "roles:write",
                    "keys:read",
                    "keys:rotate",
                    "providers:read",
                    "providers:write",
                    "policies:write",
                    "audit:read",
                    "alerts:write",
                    "reviews:write")
            .map(it -> scope(Scope.ADMINISTRATION + it))
            .toList();

    static final List<Scope> ALL =
            Stream.of(OPENID_CONNECT, ADMINISTRATION).flatMap(List::stream).toList();

    /** Everything that can be known about a person, by the names of standard claims. */
    static final Set<String> CLAIMS = ALL.stream()
            .flatMap(scope -> scope.claims().stream())
            .filter(claim -> !claim.equals("sub"))
            .collect(Collectors.toUnmodifiableSet());

    private BuiltInScopes() {}

    static boolean contains(String name) {
        return ALL.stream().anyMatch(scope -> scope.name().equals(name));
    }

    private static Scope scope(String name, String... claims) {
        return new Scope(name, null, List.of(claims), true);
    }
}
