package dev.signet.idp.admin;

import dev.signet.idp.adminui.ClientOffice.LiveSecret;
import dev.signet.idp.adminui.ClientOffice.Registration;
import dev.signet.idp.client.ClientFields;
import dev.signet.idp.client.ClientLint;
import dev.signet.idp.client.ClientSecrets;
import dev.signet.idp.client.RegisteredVersion;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Registrations in the console's terms, where a JWK set is a text that somebody can edit. */
@Component
class RegistrationView {

    private static final String JWKS = "jwks";
    private static final TypeReference<LinkedHashMap<String, Object>> OBJECT = new TypeReference<>() {};

    private final ClientSecrets secrets;
    private final ClientLint lint;
    private final JsonMapper json;
    private final RuleTexts rules;
    private final Clock clock;

    RegistrationView(ClientSecrets secrets, ClientLint lint, JsonMapper json, RuleTexts rules, Clock clock) {
        this.rules = rules;
        this.clock = clock;
        this.secrets = secrets;
        this.lint = lint;
        this.json = json;
    }

    Registration of(RegisteredVersion client) {
        var live = secrets.list(client.clientId()).stream()
                .map(it -> new LiveSecret(
                        it.id(), it.hint(), it.createdAt(), it.expiresAt(), it.lastUsedAt(), endsSoon(it.expiresAt())))
                .toList();
        return new Registration(
                client.clientId(),
                client.name(),
                client.enabled(),
                client.source().equals("file"),
                client.version(),
                client.createdAt(),
                client.updatedAt(),
                fields(client),
                client.takesSecret(),
                live,
                client.takesSecret() && live.size() < ClientSecrets.MOST,
                rules.of(lint.check(client)));
    }

    private boolean endsSoon(@Nullable Instant expiresAt) {
        return expiresAt != null && expiresAt.isBefore(clock.instant().plus(ClientLint.ENDS_SOON));
    }

    /** Text that is not JSON stays text, and the rules say what they expect. */
    Map<String, Object> read(Map<String, Object> typed) {
        var fields = new LinkedHashMap<>(typed);
        if (fields.get(JWKS) instanceof String text) {
            try {
                fields.put(JWKS, json.readValue(text, OBJECT));
            } catch (JacksonException e) {
                fields.put(JWKS, text);
            }
        }
        return fields;
    }

    private Map<String, Object> fields(RegisteredVersion client) {
        var fields = new LinkedHashMap<>(ClientFields.of(client.metadata()));
        fields.computeIfPresent(
                JWKS, (_, keys) -> json.writerWithDefaultPrettyPrinter().writeValueAsString(keys));
        return fields;
    }
}
