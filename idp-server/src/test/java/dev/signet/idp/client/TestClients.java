package dev.signet.idp.client;

import dev.signet.idp.crypto.TokenHash;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** Clients that are valid as they are; a test changes the one thing that it is about. */
public final class TestClients {

    /** The secret of every confidential client here. */
    public static final String SECRET = "a-secret-of-a-test-client-0123456789";

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private TestClients() {}

    /** A web application with a secret. */
    public static Client confidential(Map<String, Object> changes) {
        return client("web-shop", changes, SECRET);
    }

    /** A native application, which has no secret. */
    public static Client publicClient(Map<String, Object> changes) {
        var metadata = new HashMap<String, Object>(
                Map.of("token_endpoint_auth_method", "none", "redirect_uris", List.of("http://127.0.0.1/callback")));
        metadata.putAll(changes);
        return client("field-app", metadata);
    }

    /** Any client: {@code changes} in RFC 7591's names over those of a web application. */
    public static Client client(String clientId, Map<String, Object> changes, String... secrets) {
        return new Client(
                clientId,
                metadata(changes),
                Arrays.stream(secrets).map(TokenHash::of).toList());
    }

    static ClientMetadata metadata(Map<String, Object> changes) {
        var metadata = new HashMap<String, Object>(Map.of(
                "redirect_uris",
                List.of("https://shop.example.com/callback"),
                "grant_types",
                List.of("authorization_code", "refresh_token"),
                "scope",
                "openid profile email offline_access"));
        metadata.putAll(changes);
        return JSON.convertValue(metadata, ClientMetadata.class);
    }
}
