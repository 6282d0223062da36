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

    @Test
    void coversProvidersAndNeverPrintsTheirSecrets() throws IOException {
        var file = Files.writeString(folder.resolve("all.yaml"), SHOP + """
                providers:
                  - id: partner
                    issuer: https://partner.example
                    client_id: signet
                    client_secret: a-secret-of-the-partner-0123456789
                    domains: [partner.example]
                    roles: [{claim: groups, contains: staff, role: auditor}]
                """);
        assertThat(run("config", "plan", file.toString())).isZero();
        assertThat(out.toString()).contains("provider partner: would be created");
        assertThat(run("config", "apply", file.toString())).as(err.toString()).isZero();

        out.getBuffer().setLength(0);
        assertThat(run("config", "export")).isZero();
        var exported = out.toString();
        assertThat(exported).contains("id: partner", "issuer: https://partner.example", "role: auditor");
        assertThat(exported).doesNotContain("secret:", "a-secret-of");

        var again = Files.writeString(folder.resolve("again.yaml"), exported);
        out.getBuffer().setLength(0);
        assertThat(run("config", "plan", again.toString())).isZero();
        assertThat(out.toString()).doesNotContain("provider");
        assertThat(run("config", "apply", again.toString())).isZero();
        out.getBuffer().setLength(0);
        assertThat(run("config", "export")).isZero();
        assertThat(out.toString()).isEqualTo(exported);
    }

    @Test
    void appliesNothingWhereAProviderIsWrong() throws IOException {
        var file = Files.writeString(folder.resolve("all.yaml"), SHOP + """
                providers:
                  - {id: partner, issuer: "https://partner.example", client_id: signet}
                """);

        assertThat(run("config", "apply", file.toString())).isEqualTo(1);

        assertThat(err.toString())
                .contains("providers[0].client_secret: missing")
                .doesNotContain("clients");
        assertThat(run("config", "export")).isZero();
        assertThat(out.toString()).doesNotContain("web-shop");
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
