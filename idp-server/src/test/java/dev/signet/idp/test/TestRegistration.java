package dev.signet.idp.test;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** Registers clients of a single test. */
public final class TestRegistration {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private TestRegistration() {}

    /**
     * A public client that is trusted without consent and listens on this machine.
     *
     * @param changes metadata in the names of RFC 7591
     * @return its {@code client_id}
     */
    public static String publicClient(JdbcClient jdbc, Map<String, Object> changes) {
        var metadata = new HashMap<String, Object>(Map.of(
                "redirect_uris",
                List.of("http://127.0.0.1/callback"),
                "grant_types",
                List.of("authorization_code", "refresh_token"),
                "token_endpoint_auth_method",
                "none",
                "scope",
                "openid",
                "require_consent",
                false));
        metadata.putAll(changes);
        var clientId = "test-" + UUID.randomUUID();
        jdbc.sql("""
                INSERT INTO client (client_id, metadata, source, enabled, created_at, updated_at)
                VALUES (:id, CAST(:metadata AS jsonb), 'file', true, now(), now())
                """)
                .param("id", clientId)
                .param("metadata", JSON.writeValueAsString(metadata))
                .update();
        return clientId;
    }
}
