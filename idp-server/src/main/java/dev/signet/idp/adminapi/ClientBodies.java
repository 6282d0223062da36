package dev.signet.idp.adminapi;

import dev.signet.idp.adminapi.Problem.FieldError;
import dev.signet.idp.adminui.ClientDirectory;
import dev.signet.idp.adminui.ClientOffice;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** What calls about clients are asked with and answered with. */
final class ClientBodies {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final TypeReference<LinkedHashMap<String, Object>> OBJECT = new TypeReference<>() {};
    private static final String JWKS = "jwks";

    private ClientBodies() {}

    /** A page of the list; {@code nextCursor} is absent at the end. */
    @ApiType
    record ClientList(List<ClientSummary> clients, @Nullable String nextCursor) {}

    /** One row of the list. {@code kind} says what sort of application it is. */
    @ApiType
    record ClientSummary(
            String clientId,
            String name,
            @OneOf(ClientDirectory.Kind.class) String kind,
            String tokenEndpointAuthMethod,
            boolean declaredInFile,
            boolean enabled) {

        static ClientSummary of(ClientDirectory.ClientSummary client) {
            return new ClientSummary(
                    client.clientId(),
                    client.name(),
                    OneOf.Words.of(client.kind()),
                    client.authenticationMethod(),
                    client.declaredInFile(),
                    client.enabled());
        }
    }

    /** A client as it stands. */
    @ApiType
    record Client(
            String clientId,
            String name,
            boolean enabled,
            boolean declaredInFile,
            long version,
            Instant createdAt,
            Instant updatedAt,
            @ClientFieldsOf Map<String, Object> metadata,
            List<ClientSecret> secrets,
            List<FieldError> warnings) {

        static Client of(ClientOffice.Registration client) {
            return new Client(
                    client.clientId(),
                    client.name(),
                    client.isEnabled(),
                    client.isDeclaredInFile(),
                    client.version(),
                    client.createdAt(),
                    client.updatedAt(),
                    withKeys(client.fields()),
                    client.secrets().stream().map(ClientSecret::of).toList(),
                    errors("metadata.", client.warnings()));
        }
    }

    /** A secret that is usable now. {@code hint} is its last four characters. */
    @ApiType
    record ClientSecret(
            UUID id,
            @Nullable String hint,
            Instant createdAt,
            @Nullable Instant expiresAt) {

        static ClientSecret of(ClientOffice.LiveSecret secret) {
            return new ClientSecret(secret.id(), secret.hint(), secret.createdAt(), secret.expiresAt());
        }
    }

    /** A client that was registered. {@code clientSecret} is the only copy, absent if it needs none. */
    @ApiType
    record SavedClient(Client client, @Nullable String clientSecret) {

        @Override
        public String toString() {
            return "SavedClient[redacted]";
        }
    }

    /** The only copy of a secret. */
    @ApiType
    record NewSecret(String clientSecret) {

        @Override
        public String toString() {
            return "NewSecret[redacted]";
        }
    }

    /** What a client is to be registered with. */
    @ApiType
    record NewClient(String clientId, @ClientFieldsOf Map<String, Object> metadata) {}

    /** What takes the place of all that is registered. */
    @ApiType
    record ClientReplacement(@ClientFieldsOf Map<String, Object> metadata) {}

    /** What is to be different; a field that is null goes back to its default (RFC 7396). */
    @ApiType
    record ClientPatch(@ClientFieldsOf(isPatch = true) Map<String, @Nullable Object> metadata) {}

    /** {@code current} with what {@code patch} says (RFC 7396 §2); no field has parts of its own but keys, which are replaced. */
    static Map<String, Object> patched(Map<String, Object> current, Map<String, @Nullable Object> patch) {
        var result = new LinkedHashMap<>(current);
        patch.forEach((name, value) -> {
            if (value == null) {
                result.remove(name);
            } else {
                result.put(name, value);
            }
        });
        return result;
    }

    static List<FieldError> errors(String prefix, List<ClientOffice.Problem> problems) {
        return problems.stream()
                .map(it -> new FieldError(prefix + it.field(), it.element() == 0 ? null : it.element(), it.rule()))
                .toList();
    }

    /** The port has a key set as text, for people to edit. */
    private static Map<String, Object> withKeys(Map<String, Object> fields) {
        var metadata = new LinkedHashMap<>(fields);
        metadata.computeIfPresent(JWKS, (_, keys) -> keys instanceof String text ? JSON.readValue(text, OBJECT) : keys);
        return metadata;
    }
}
