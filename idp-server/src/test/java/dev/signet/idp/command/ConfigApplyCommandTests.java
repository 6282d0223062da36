package dev.signet.idp.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.idp.test.TestDatabase;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("config apply")
class ConfigApplyCommandTests {

    private static final String SHOP = """
            clients:
              - client_id: web-shop
                redirect_uris: [https://shop.example.com/callback]
                scope: openid
            """;

    private final TestDatabase database = TestDatabase.migrated();
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    Path folder;

    @Test
    void appliesTheFileOfTheConfigurationFolderAndShowsTheSecret() throws IOException {
        Files.writeString(folder.resolve("clients.yaml"), SHOP);

        assertThat(run("config", "apply")).isZero();

        assertThat(out.toString().lines())
                .satisfiesExactly(
                        line -> assertThat(line).isEqualTo("client web-shop: created"),
                        line -> assertThat(line).matches("client_secret of web-shop, shown only now: \\S{43}"));
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void refusesAFileWithAMistakeAndNamesTheLine() throws IOException {
        var file = Files.writeString(folder.resolve("other.yaml"), SHOP.replace("/callback", "/callback#part"));

        assertThat(run("config", "apply", file.toString())).isEqualTo(1);

        assertThat(err.toString().strip())
                .isEqualTo(file + ":3: clients[0].redirect_uris[0]: fragment not allowed, RFC 6749 §3.1.2");
        assertThat(out.toString()).isEmpty();
    }

    private int run(String... verb) {
        var settings = Stream.of(
                "--spring.datasource.url=" + database.url(),
                "--spring.datasource.username=" + database.applicationRole().username(),
                "--spring.datasource.password=" + database.applicationRole().password(),
                "--spring.liquibase.user=" + database.ownerRole().username(),
                "--spring.liquibase.password=" + database.ownerRole().password(),
                "--idp.data-dir=" + folder.resolve("data"),
                "--idp.config-dir=" + folder);
        return Commands.run(
                InputStream.nullInputStream(),
                new PrintWriter(out, true),
                new PrintWriter(err, true),
                Stream.concat(Stream.of(verb), settings).toArray(String[]::new));
    }
}
