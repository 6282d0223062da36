package dev.signet.idp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code config/CONFIGURATION.md} is made from what the compiler finds in our settings records. */
class ConfigurationReferenceTests {

    private static final Path METADATA = Path.of("target/classes/META-INF/spring-configuration-metadata.json");
    private static final Path REFERENCE = Path.of("../config/CONFIGURATION.md");
    private static final Path GENERATED = Path.of("target/CONFIGURATION.md");

    @Test
    void isWhatTheSettingsSay() throws IOException {
        Files.writeString(GENERATED, reference());

        assertThat(Files.exists(REFERENCE) ? Files.readString(REFERENCE) : "")
                .as("config/CONFIGURATION.md is stale: cp idp-server/target/CONFIGURATION.md config/")
                .isEqualTo(Files.readString(GENERATED));
    }

    @Test
    void everySettingSaysWhatItIsFor() throws IOException {
        assertThat(settings())
                .allSatisfy(setting -> assertThat(setting.path("description").asString(""))
                        .as(setting.path("name").asString())
                        .isNotBlank());
    }

    private static String reference() throws IOException {
        var text = new StringBuilder("""
                # Settings

                Generated from the code; do not edit. Set them in `config/application.yaml`, as an environment variable
                (`idp.data-dir` is `IDP_DATA_DIR`), or as an argument (`--idp.data-dir=…`). The settings of Spring Boot that
                an installation usually needs are in that file too.

                | Setting | Type | Default | What it is |
                |---|---|---|---|
                """);
        for (var setting : settings()) {
            text.append("| `%s` | %s | %s | %s |\n"
                    .formatted(
                            setting.path("name").asString(),
                            typeOf(setting),
                            defaultOf(setting),
                            setting.path("description")
                                    .asString("")
                                    .replaceAll("\\{@code ([^}]*)}", "`$1`")
                                    .replaceAll("\\s+", " ")
                                    .replace("|", "\\|")));
        }
        return text.toString();
    }

    private static List<JsonNode> settings() throws IOException {
        var settings = new ArrayList<JsonNode>();
        new JsonMapper().readTree(Files.readString(METADATA)).path("properties").forEach(settings::add);
        settings.sort(Comparator.comparing(setting -> setting.path("name").asString()));
        return settings;
    }

    private static String typeOf(JsonNode setting) {
        return setting.path("type").asString().replaceAll("\\b[a-z]+\\.|\\w+\\$", "");
    }

    private static String defaultOf(JsonNode setting) {
        var value = setting.path("defaultValue");
        return value.isMissingNode() ? "" : "`" + (value.isString() ? value.asString() : value.toString()) + "`";
    }
}
