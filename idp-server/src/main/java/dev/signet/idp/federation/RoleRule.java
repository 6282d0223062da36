package dev.signet.idp.federation;

import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Gives a role to whoever a provider says something about.
 *
 * @param claim its name, or a path through objects with dots, as in {@code realm_access.roles}
 * @param contains the claim's value, or one of its values
 */
record RoleRule(String claim, String contains, String role) {

    boolean fits(Map<String, Object> claims) {
        return switch (valueOf(claims)) {
            case null -> false;
            case Collection<?> values -> values.stream().anyMatch(it -> contains.equals(String.valueOf(it)));
            case Map<?, ?> _ -> false;
            case Object value -> contains.equals(String.valueOf(value));
        };
    }

    /** Whether the claim, or the object that it would be in, was said at all. */
    boolean isAnsweredBy(Map<String, Object> claims) {
        return claims.containsKey(claim) || claims.containsKey(claim.split("\\.", 2)[0]);
    }

    /** A claim may have a dot, or a whole URL, for its name. */
    private @Nullable Object valueOf(Map<String, Object> claims) {
        if (claims.containsKey(claim)) {
            return claims.get(claim);
        }
        Object found = claims;
        for (var step : Arrays.asList(claim.split("\\."))) {
            found = found instanceof Map<?, ?> object ? object.get(step) : null;
        }
        return found;
    }

    @Override
    public String toString() {
        return claim + " contains " + contains + ": " + role;
    }
}
