package dev.signet.idp.admin;

import dev.signet.idp.adminui.ClientOffice.LiveSecret;
import dev.signet.idp.adminui.ClientOffice.Problem;
import dev.signet.idp.adminui.ClientOffice.Registration;
import dev.signet.idp.client.ClientFields;
import dev.signet.idp.client.ClientLint;
import dev.signet.idp.client.ClientSecrets;
import dev.signet.idp.client.FieldProblem;
import dev.signet.idp.client.RegisteredVersion;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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

    RegistrationView(ClientSecrets secrets, ClientLint lint, JsonMapper json) {
        this.secrets = secrets;
        this.lint = lint;
        this.json = json;
    }

    Registration of(RegisteredVersion client) {
        var live = secrets.list(client.clientId()).stream()
                .map(it -> new LiveSecret(it.id(), it.hint(), it.createdAt(), it.expiresAt()))
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
                problems(lint.check(client)));
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

    static List<Problem> problems(List<FieldProblem> found) {
        return found.stream()
                .map(it -> new Problem(it.field(), it.element(), it.rule()))
                .toList();
    }

    private Map<String, Object> fields(RegisteredVersion client) {
        var fields = new LinkedHashMap<>(ClientFields.of(client.metadata()));
        fields.computeIfPresent(
                JWKS, (_, keys) -> json.writerWithDefaultPrettyPrinter().writeValueAsString(keys));
        return fields;
    }
}
