package dev.signet.idp.admin;

import dev.signet.idp.client.Scope;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Scopes as the console's form has them, and as the configuration file writes them. */
final class ScopeTyping {

    /** The names that differ, because those of the file are no names of fields in HTML or are taken there. */
    private static final Map<String, String> FIELDS = Map.of(
            "name",
            "scope_name",
            "description#de",
            "description_de",
            "claim_sources",
            "claims",
            "resources",
            "audience");

    private ScopeTyping() {}

    /** What was typed, for the rules to judge. An empty field is none. */
    static Map<String, Object> read(Map<String, Object> typed) {
        var fields = new LinkedHashMap<String, Object>();
        put(fields, "name", typed.get("scope_name"));
        put(fields, "description", typed.get("description"));
        put(fields, "description#de", typed.get("description_de"));
        put(fields, "in_id_token", typed.get("in_id_token"));
        put(fields, "resources", typed.get("audience"));
        var claims = new LinkedHashMap<String, String>();
        if (typed.get("claims") instanceof List<?> lines) {
            lines.forEach(line -> putClaim(claims, String.valueOf(line)));
        }
        put(fields, "claims", List.copyOf(claims.keySet()));
        claims.entrySet().removeIf(it -> it.getKey().equals(it.getValue()));
        if (!claims.isEmpty()) {
            fields.put("claim_sources", claims);
        }
        return fields;
    }

    static Map<String, Object> write(Scope scope) {
        var fields = new LinkedHashMap<String, Object>();
        put(fields, "description", scope.description());
        put(fields, "description_de", scope.translations().get("de"));
        put(fields, "claims", claims(scope));
        fields.put("in_id_token", scope.isInIdToken());
        put(fields, "audience", scope.resources());
        return fields;
    }

    /** {@code email}, or {@code staff_mail = email} for one that is taken from another. */
    static List<String> claims(Scope scope) {
        return scope.claims().stream()
                .map(claim -> scope.claimSources().containsKey(claim)
                        ? claim + " = " + scope.claimSources().get(claim)
                        : claim)
                .toList();
    }

    /** The form's field for one of the file. */
    static String field(String ofFile) {
        return FIELDS.getOrDefault(ofFile, ofFile);
    }

    private static void putClaim(Map<String, String> claims, String line) {
        var equals = line.indexOf('=');
        var name = equals < 0 ? line : line.substring(0, equals).strip();
        claims.put(name, equals < 0 ? line : line.substring(equals + 1).strip());
    }

    private static void put(Map<String, Object> fields, String name, @Nullable Object value) {
        if (value != null && !value.equals("") && !value.equals(List.of())) {
            fields.put(name, value);
        }
    }
}
