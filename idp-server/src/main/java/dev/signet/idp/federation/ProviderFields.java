package dev.signet.idp.federation;

import dev.signet.idp.client.SecretReader;
import dev.signet.idp.federation.Provider.Verified;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A provider as the configuration file writes it, without its id, its secret and whatever a preset left unsaid. */
final class ProviderFields {

    private ProviderFields() {}

    /** In the order in which the documentation explains them. */
    static Map<String, Object> of(Provider provider) {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("name", provider.name());
        fields.put("issuer", provider.issuer());
        fields.put("client_id", provider.clientId());
        if (provider.apple() != null) {
            fields.put("team_id", provider.apple().teamId());
            fields.put("key_id", provider.apple().keyId());
        }
        if (!provider.scope().isEmpty()) {
            fields.put("scope", String.join(" ", provider.scope()));
        }
        fields.put("token_endpoint_auth_method", provider.authentication());
        fields.put("response_mode", provider.formPost() ? "form_post" : "query");
        endpoints(provider, fields);
        fields.put("domains", provider.domains());
        fields.put("button", provider.hasButton());
        fields.put("authoritative_for", provider.addresses().authoritativeFor());
        put(fields, "hosted_domain_claim", provider.addresses().hostedDomainClaim());
        fields.put("email_verified", provider.addresses().verified().name().toLowerCase(Locale.ROOT));
        fields.put("create_accounts", provider.creation().enabled());
        fields.put("create_domains", provider.creation().domains());
        fields.put("claims", claims(provider));
        fields.put("trusted_amr", provider.trustedMethods());
        fields.put("roles", provider.roles().stream().map(ProviderFields::rule).toList());
        return fields;
    }

    /** An entry of a file. */
    static Map<String, Object> entry(StoredProvider stored) {
        var entry = new LinkedHashMap<String, Object>();
        entry.put("id", stored.id());
        if (!stored.isEnabled()) {
            entry.put("enabled", false);
        }
        entry.putAll(of(stored.provider()));
        entry.values().removeIf(it -> it.equals(List.of()) || it.equals(Map.of())); // which is so without a preset
        return entry;
    }

    /** The values that are supported, for each field that knows only some. */
    static Map<String, List<String>> choices() {
        return Map.of(
                "token_endpoint_auth_method",
                ProviderReader.METHODS,
                "response_mode",
                List.of("query", "form_post"),
                "email_verified",
                Arrays.stream(Verified.values())
                        .map(it -> it.name().toLowerCase(Locale.ROOT))
                        .toList());
    }

    /** The same in words, for the audit trail. */
    static Map<String, String> words(Provider provider) {
        var words = new LinkedHashMap<String, String>();
        of(provider).forEach((name, value) -> {
            if (!word(value).equals("nothing")) {
                words.put(name, word(value));
            }
        });
        return words;
    }

    /** What differs, by name and in words: the value before and the value now. */
    static Map<String, String> differences(Provider before, Provider now) {
        var old = of(before);
        var current = of(now);
        var names = new TreeSet<>(old.keySet());
        names.addAll(current.keySet());
        var differences = new LinkedHashMap<String, String>();
        for (var name : names) {
            if (!Objects.equals(old.get(name), current.get(name))) {
                differences.put(name, word(old.get(name)) + " → " + word(current.get(name)));
            }
        }
        return differences;
    }

    /** Everything through which a secret could be read: never taken from what somebody typed as a field. */
    static List<String> secrets() {
        var names = new ArrayList<>(SecretReader.FILES);
        names.add(SecretReader.TEXT);
        names.add("private_key_file");
        return names;
    }

    private static void endpoints(Provider provider, Map<String, Object> fields) {
        var endpoints = provider.endpoints();
        if (endpoints != null) {
            fields.put("authorization_endpoint", endpoints.authorization());
            fields.put("token_endpoint", endpoints.token());
            fields.put("user_endpoint", endpoints.user());
            put(fields, "emails_endpoint", endpoints.emails());
            fields.put("subject_claim", endpoints.subject());
        }
    }

    /** Those that are not as they are without being asked for. */
    private static Map<String, String> claims(Provider provider) {
        var claims = new LinkedHashMap<String, String>();
        for (var ours : ProviderRules.CLAIMS) {
            var theirs = Objects.requireNonNullElse(provider.claims().get(ours), "");
            if (!theirs.equals(ours)) {
                claims.put(ours, theirs);
            }
        }
        return claims;
    }

    private static Map<String, String> rule(RoleRule rule) {
        var fields = new LinkedHashMap<String, String>();
        fields.put("claim", rule.claim());
        fields.put("contains", rule.contains());
        fields.put("role", rule.role());
        return fields;
    }

    private static void put(Map<String, Object> fields, String name, @Nullable String value) {
        if (value != null) {
            fields.put(name, value);
        }
    }

    private static String word(@Nullable Object value) {
        return value == null || value.equals(List.of()) || value.equals(Map.of()) || value.equals("")
                ? "nothing"
                : value.toString();
    }
}
