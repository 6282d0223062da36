package dev.signet.idp.adminui;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How a field of a provider is filled in, and which fields a form has. */
enum ProviderFieldKind {
    TEXT,
    /** A list of texts, one on each line. */
    LINES,
    /** One of some values. */
    ONE,
    FLAG,
    /** Typed, and never shown again. */
    SECRET,
    /** A secret of several lines. */
    KEY,
    /** Which of its claims fills which of ours. */
    CLAIMS,
    /** Which roles it gives. */
    RULES;

    static final String SECRET_FIELD = "secret";

    /** What a new provider of {@code kind} is asked for; the rest is as the preset says, and can be changed afterwards. */
    static Map<String, Map<String, ProviderFieldKind>> questions(String kind) {
        var questions = new LinkedHashMap<String, ProviderFieldKind>();
        questions.put("id", TEXT);
        questions.put("name", TEXT);
        switch (kind) {
            case "microsoft" -> questions.put("tenant", TEXT);
            case "gitlab", "openid" -> questions.put("issuer", TEXT);
            case "oauth2" ->
                List.of("authorization_endpoint", "token_endpoint", "user_endpoint", "subject_claim", "scope")
                        .forEach(it -> questions.put(it, TEXT));
            default -> {}
        }
        questions.put("client_id", TEXT);
        if (kind.equals("apple")) {
            questions.put("team_id", TEXT);
            questions.put("key_id", TEXT);
        }
        questions.put(SECRET_FIELD, kind.equals("apple") ? KEY : SECRET);
        questions.put("create_accounts", FLAG);
        questions.put("create_domains", LINES);
        return Map.of("new", questions);
    }

    /** Everything that can be changed about a provider, by its group, in the order of the pages. */
    static Map<String, Map<String, ProviderFieldKind>> of(String kind, Map<String, Object> fields) {
        var groups = new LinkedHashMap<String, Map<String, ProviderFieldKind>>();
        groups.put("button", all(Map.entry("name", TEXT), Map.entry("button", FLAG), Map.entry("domains", LINES)));
        var connection = all(Map.entry("issuer", TEXT), Map.entry("client_id", TEXT));
        if (kind.equals("apple")) {
            connection.put("team_id", TEXT);
            connection.put("key_id", TEXT);
        }
        connection.put(SECRET_FIELD, kind.equals("apple") ? KEY : SECRET);
        connection.put("scope", TEXT);
        connection.put("token_endpoint_auth_method", ONE);
        connection.put("response_mode", ONE);
        if (fields.containsKey("user_endpoint")) {
            List.of("authorization_endpoint", "token_endpoint", "user_endpoint", "emails_endpoint", "subject_claim")
                    .forEach(it -> connection.put(it, TEXT));
        }
        groups.put("connection", connection);
        groups.put("accounts", all(Map.entry("create_accounts", FLAG), Map.entry("create_domains", LINES)));
        groups.put(
                "trust",
                all(
                        Map.entry("email_verified", ONE),
                        Map.entry("authoritative_for", LINES),
                        Map.entry("hosted_domain_claim", TEXT),
                        Map.entry("trusted_amr", LINES)));
        groups.put("claims", all(Map.entry("claims", CLAIMS)));
        groups.put("roles", all(Map.entry("roles", RULES)));
        return groups;
    }

    @SafeVarargs
    private static Map<String, ProviderFieldKind> all(Map.Entry<String, ProviderFieldKind>... fields) {
        var all = new LinkedHashMap<String, ProviderFieldKind>();
        for (var field : fields) {
            all.put(field.getKey(), field.getValue());
        }
        return all;
    }
}
