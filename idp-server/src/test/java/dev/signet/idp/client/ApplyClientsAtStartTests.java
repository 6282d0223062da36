package dev.signet.idp.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.signet.idp.settings.IdpProperties;
import dev.signet.idp.settings.InvalidSettingException;
import dev.signet.idp.test.TestClock;
import dev.signet.idp.test.TestDatabase;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class ApplyClientsAtStartTests {

    private final ClientFixture node =
            new ClientFixture(TestDatabase.migrated(), new TestClock(Instant.parse("2026-11-22T10:00:00Z")), Map.of());

    @TempDir
    Path folder;

    @Test
    void isContentWithoutAFile() {
        start();

        assertThat(node.events).isEmpty();
    }

    @Test
    void showsAGeneratedSecretOnceAndDoesNotLogIt(CapturedOutput output) throws Exception {
        write("redirect_uris: [https://shop.example.com/callback]");

        start();
        start();

        var secret = output.toString()
                .lines()
                .filter(line -> line.startsWith("client_secret of web-shop"))
                .toList();
        assertThat(secret).hasSize(1);
        var value = secret.getFirst().substring(secret.getFirst().lastIndexOf(' ') + 1);
        assertThat(node.clients.find("web-shop").orElseThrow().secretMatches(value))
                .isTrue();
        assertThat(output.toString().split(value, -1)).hasSize(2);
    }

    @Test
    void stopsTheStartAndNamesEveryMistake() throws Exception {
        write("redirect_uris: [https://shop.example.com/callback#part, /]");

        assertThatExceptionOfType(InvalidSettingException.class)
                .isThrownBy(this::start)
                .withMessageContaining("clients.yaml:4: clients[0].redirect_uris[0]: fragment not allowed")
                .withMessageContaining("clients.yaml:4: clients[0].redirect_uris[1]: must be absolute");
    }

    private void start() {
        new ApplyClientsAtStart(
                        node.configuration,
                        new IdpProperties(URI.create("http://localhost:9130"), folder.resolve("data"), folder))
                .start();
    }

    private void write(String line) throws IOException {
        Files.writeString(
                folder.resolve("clients.yaml"),
                "clients:\n  - client_id: web-shop\n    scope: openid\n    " + line + "\n");
    }
}
