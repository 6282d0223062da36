package dev.signet.idp.client;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The scopes of OpenID Connect Core §5.4 and §11. */
final class BuiltInScopes {

    static final List<Scope> ALL = List.of(
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
