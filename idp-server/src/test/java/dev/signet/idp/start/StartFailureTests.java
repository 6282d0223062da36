package dev.signet.idp.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

import dev.signet.idp.IdpServerApplication;
import dev.signet.idp.test.TestDatabase;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** A wrong setting stops the start with one sentence that names the key, and nothing else is printed. */
@ExtendWith(OutputCaptureExtension.class)
class StartFailureTests {

    @TempDir
    Path data;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            idp.issuer            | http://id.example.com                      | idp.issuer must be https; plain http is allowed on a loopback host only.
            idp.issuer            | https://id.example.com/                    | idp.issuer must be an origin: no path, no trailing slash.
            idp.data-dir          | /proc/nowhere                              | idp.data-dir: cannot write to /proc/nowhere/postgres.
            server.port           | many                                       | server.port has a value that is not valid.
            server.shutdown       | later                                      | server.shutdown has a value that is not valid.
            spring.datasource.url | jdbc:mysql://localhost/signet?password=hunter2 | spring.datasource.url must be the address of a PostgreSQL database, such as jdbc:postgresql://localhost:5432/signet.
            spring.datasource.url | jdbc:postgresql://localhost:1/signet?password=hunter2 | spring.datasource.url: PostgreSQL at localhost:1/signet does not answer (Connection refused).
            """)
    void namesTheKeyOf(String key, String value, String sentence, CapturedOutput output) {
        start("--" + key + "=" + value, "--spring.datasource.username=signet");

        assertThat(linesOf(output.getAll())).containsExactly("Signet did not start. " + sentence);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            idp.session.lifetime    | 1m | idp.session.lifetime must not be below idp.session.idle-timeout.
            idp.token.code-lifetime | 1h | idp.token.code-lifetime must be positive and at most 10m.
            """)
    void namesTheKeyOfALifetimeThatMakesNoSense(String key, String value, String sentence, CapturedOutput output) {
        start("--" + key + "=" + value);

        assertThat(linesOf(output.getAll())).endsWith("Signet did not start. " + sentence);
    }

    @Test
    void namesTheRoleThatTheDatabaseRefuses(CapturedOutput output) {
        var database = TestDatabase.empty();
        start(
                "--spring.datasource.url=" + database.url(),
                "--spring.datasource.username=signet_app",
                "--spring.datasource.password=hunter2");

        assertThat(String.join("\n", linesOf(output.getAll())))
                .startsWith("Signet did not start. spring.datasource.username: PostgreSQL at 127.0.0.1:")
                .contains("refuses role signet_app or its password.")
                .doesNotContain("hunter2")
                .hasLineCount(1);
    }

    @Test
    void namesTheDatabaseThatIsMissing(CapturedOutput output) {
        var database = TestDatabase.empty();
        var arguments = databaseSettings(database);
        arguments.set(0, "--spring.datasource.url=" + database.url() + "_missing");
        start(arguments.toArray(String[]::new));

        assertThat(String.join("\n", linesOf(output.getAll())))
                .startsWith("Signet did not start. spring.datasource.url: there is no such database at 127.0.0.1:")
                .hasLineCount(1);
    }

    @Test
    void saysWhoIsMissingForADatabaseWithoutARole(CapturedOutput output) {
        start("--spring.datasource.url=jdbc:postgresql://localhost/signet");

        assertThat(linesOf(output.getAll()))
                .containsExactly("Signet did not start. spring.datasource.username must name the role that"
                        + " spring.datasource.url is opened with.");
    }

    @Test
    void namesTheSettingOfAPortThatIsTaken(CapturedOutput output) throws IOException {
        try (var taken = new ServerSocket(0, 1, InetAddress.getByName("0.0.0.0"))) {
            var arguments = databaseSettings(TestDatabase.empty());
            arguments.add("--server.port=" + taken.getLocalPort());
            start(arguments.toArray(String[]::new));

            assertThat(linesOf(output.getErr()))
                    .containsExactly("Signet did not start. server.port or management.server.port: another process"
                            + " listens on port " + taken.getLocalPort() + ".");
        }
    }

    @Test
    void namesTheLineOfASettingsFileThatIsNotYaml(CapturedOutput output) throws IOException {
        Files.writeString(data.resolve("application.yaml"), "idp:\n  issuer: [\n");
        start("--idp.config-dir=" + data);

        assertThat(String.join("\n", linesOf(output.getErr())))
                .contains("application.yaml")
                .contains("line 3")
                .hasLineCount(1);
    }

    /**
     * What the start printed. Other applications run in this JVM; what they log in the moment in which a start sets the
     * logging up comes out as a complaint of Logback, and is not part of it.
     */
    private static List<String> linesOf(String output) {
        return output.lines()
                .filter(line -> !line.contains("|-WARN in Logger["))
                .toList();
    }

    private void start(String... arguments) {
        var all = new ArrayList<>(List.of(arguments));
        all.add("--management.server.port=0");
        if (all.stream().noneMatch(argument -> argument.startsWith("--idp.data-dir"))) {
            all.add("--idp.data-dir=" + data);
        }
        assertThatException()
                .isThrownBy(() -> SpringApplication.run(IdpServerApplication.class, all.toArray(String[]::new))
                        .close());
    }

    private static List<String> databaseSettings(TestDatabase database) {
        return new ArrayList<>(List.of(
                "--spring.datasource.url=" + database.url(),
                "--spring.datasource.username=" + database.applicationRole().username(),
                "--spring.datasource.password=" + database.applicationRole().password(),
                "--spring.liquibase.user=" + database.ownerRole().username(),
                "--spring.liquibase.password=" + database.ownerRole().password()));
    }
}
