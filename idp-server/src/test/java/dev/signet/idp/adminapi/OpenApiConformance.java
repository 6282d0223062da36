package dev.signet.idp.adminapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.signet.idp.token.AdministrationApi;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Compares answers with the document that the running server gives out, by an independent JSON Schema validator. */
public final class OpenApiConformance {

    private static final Map<URI, OpenApiConformance> KNOWN = new ConcurrentHashMap<>();

    private final JsonNode document;
    private final SchemaRegistry schemas = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

    private OpenApiConformance(JsonNode document) {
        this.document = document;
    }

    static OpenApiConformance of(URI issuer) {
        return KNOWN.computeIfAbsent(issuer, it -> {
            try (var body = URI.create(it + AdministrationApi.PATH + "/openapi.json")
                    .toURL()
                    .openStream()) {
                return new OpenApiConformance(JsonMapper.builder().build().readTree(body));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    JsonNode document() {
        return document;
    }

    /** A call that the document does not know has to be answered 404 or 405; any other as the document says. */
    void check(String method, String path, AdminApi.Answer answer) {
        var operation = operation(method, path);
        if (operation.isEmpty()) {
            assertThat(answer.status()).as("%s %s", method, path).isIn(401, 404, 405);
            return;
        }
        var response = operation.get().path("responses").path(String.valueOf(answer.status()));
        assertThat(response.isMissingNode())
                .as("%s %s is answered %s, which the document has not", method, path, answer)
                .isFalse();
        var content = response.path("content");
        if (content.isEmpty()) {
            assertThat(answer.body()).isEmpty();
            return;
        }
        var type = answer.header("Content-Type").split(";", 2)[0];
        assertThat(content.has(type))
                .as("%s %s is answered with %s", method, path, type)
                .isTrue();
        if (type.endsWith("json")) {
            var schema = (ObjectNode) content.path(type).path("schema").deepCopy();
            schema.set("components", document.path("components"));
            assertThat(schemas.getSchema(schema).validate(answer.json()))
                    .as("%s %s: %s", method, path, answer)
                    .isEmpty();
        }
        if (response.path("headers").has("ETag")) {
            assertThat(answer.header("ETag")).as("ETag of %s %s", method, path).matches("\"[^\"]+\"");
        }
    }

    private Optional<JsonNode> operation(String method, String path) {
        for (var entry : document.path("paths").properties()) {
            var pattern = entry.getKey().replaceAll("\\{[^}]+}", "[^/]+");
            var operation = entry.getValue().path(method.toLowerCase(Locale.ROOT));
            if (path.matches(pattern) && !operation.isMissingNode()) {
                return Optional.of(operation);
            }
        }
        return Optional.empty();
    }
}
