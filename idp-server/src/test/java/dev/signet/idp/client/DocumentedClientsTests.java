package dev.signet.idp.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The file that ships and the page that explains it say what the code does. */
class DocumentedClientsTests {

    private static final Path SHIPPED = Path.of("../config/clients.yaml");
    private static final Path PAGE = Path.of("../docs/clients.md");
    private static final Pattern YAML_BLOCK = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL);

    @TempDir
    Path folder;

    @Test
    void theShippedFileRegistersNothing() {
        var declared = ClientsFile.read(SHIPPED, _ -> null);

        assertThat(declared.problems()).isEmpty();
        assertThat(declared.clients()).isEmpty();
        assertThat(declared.scopes()).isEmpty();
    }

    @Test
    void theExamplesOfTheShippedFileAreValid() throws IOException {
        var uncommented = Files.readString(SHIPPED)
                .replace("\nclients: []\n", "")
                .replaceAll("(?m)^# \\S.*$", "")
                .replaceAll("(?m)^#", "");

        var declared = read(uncommented);

        assertThat(declared.problems()).isEmpty();
        assertThat(declared.warnings()).isEmpty();
        assertThat(declared.clients())
                .extracting(ClientDeclaration::clientId)
                .containsExactly("web-shop", "field-app", "billing");
    }

    @Test
    void theExamplesOfThePageAreValid() throws IOException {
        var examples = YAML_BLOCK
                .matcher(Files.readString(PAGE))
                .results()
                .map((MatchResult block) -> block.group(1))
                .toList();

        assertThat(examples).hasSize(2);
        for (var example : examples) {
            assertThat(read(example).problems()).isEmpty();
        }
    }

    @Test
    void thePageExplainsEveryKey() throws IOException {
        var page = Files.readString(PAGE);

        assertThat(ClientReader.KEYS).allSatisfy(key -> assertThat(page).contains("`" + key + "`"));
    }

    private Declarations read(String text) throws IOException {
        return ClientsFile.read(Files.writeString(folder.resolve("clients.yaml"), text), _ -> null);
    }
}
