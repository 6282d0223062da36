package dev.signet.idp.client;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** A registration as the configuration file writes it: names of RFC 7591, times such as {@code 5m}. */
public final class ClientFields {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final TypeReference<LinkedHashMap<String, Object>> OBJECT = new TypeReference<>() {};

    private ClientFields() {}

    /** In the order in which the documentation explains them. What is not registered is not there. */
    public static Map<String, Object> of(ClientMetadata metadata) {
        // By way of text, so that equal numbers are equal whether they came from a file or from the database.
        var values = JSON.readValue(JSON.writeValueAsString(metadata), OBJECT);
        var fields = new LinkedHashMap<String, Object>();
        for (var key : ClientReader.KEYS) {
            var value = values.get(key);
            if (value != null) {
                fields.put(key, ClientReader.LIFETIMES.contains(key) ? time((String) value) : value);
            }
        }
        return fields;
    }

    /** The values that are supported, for each field that knows only some. */
    public static Map<String, List<String>> choices() {
        return Map.ofEntries(
                Map.entry("grant_types", ClientReader.GRANT_TYPES),
                Map.entry("token_endpoint_auth_method", ClientReader.AUTH_METHODS),
                Map.entry("token_endpoint_auth_signing_alg", ClientReader.ASSERTION_ALGORITHMS),
                Map.entry("assertion_audience", ClientReader.ASSERTION_AUDIENCES),
                Map.entry("request_object_signing_alg", ClientReader.REQUEST_OBJECT_ALGORITHMS),
                Map.entry("userinfo_signed_response_alg", ClientReader.ID_TOKEN_ALGORITHMS),
                Map.entry("introspection_signed_response_alg", ClientReader.ID_TOKEN_ALGORITHMS),
                Map.entry("id_token_signed_response_alg", ClientReader.ID_TOKEN_ALGORITHMS),
                Map.entry("id_token_encrypted_response_alg", ClientReader.ENCRYPTION_ALGORITHMS),
                Map.entry("id_token_encrypted_response_enc", ClientReader.ENCRYPTION_METHODS),
                Map.entry("userinfo_encrypted_response_alg", ClientReader.ENCRYPTION_ALGORITHMS),
                Map.entry("userinfo_encrypted_response_enc", ClientReader.ENCRYPTION_METHODS),
                Map.entry("subject_type", ClientReader.SUBJECT_TYPES),
                Map.entry("access_token_format", ClientReader.ACCESS_TOKEN_FORMATS),
                Map.entry("minimum_acr", ClientReader.ACR_VALUES));
    }

    /** The same in words, for the audit trail. */
    static Map<String, String> words(ClientMetadata metadata) {
        var words = new LinkedHashMap<String, String>();
        of(metadata).forEach((name, value) -> words.put(name, value.toString()));
        return words;
    }

    /** What differs, by name and in words: the value before and the value now. */
    static Map<String, String> differences(ClientMetadata before, ClientMetadata now) {
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

    private static String word(@Nullable Object value) {
        return value == null || value.equals(List.of()) || value.equals("") ? "nothing" : value.toString();
    }

    private static String time(String iso) {
        var seconds = Duration.parse(iso).toSeconds();
        if (seconds == 0) {
            return "0s";
        }
        if (seconds % 86_400 == 0) {
            return seconds / 86_400 + "d";
        }
        if (seconds % 3_600 == 0) {
            return seconds / 3_600 + "h";
        }
        return seconds % 60 == 0 ? seconds / 60 + "m" : seconds + "s";
    }
}
