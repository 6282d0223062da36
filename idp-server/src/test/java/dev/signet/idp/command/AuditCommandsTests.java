package dev.signet.idp.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.idp.audit.TestSealing;
import dev.signet.idp.test.LeanApplication;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AuditCommandsTests {

    private LeanApplication application;

    @TempDir
    private Path folder;

    private record Ended(int code, String out, String err) {}

    @BeforeAll
    void start() {
        application = LeanApplication.start();
    }

    @AfterAll
    void stop() {
        application.close();
    }

    /** An administrator and what that left in the trail, sealed. */
    @BeforeEach
    void trail() {
        application.clear();
        assertThat(run(
                                "correct horse battery staple",
                                "admin",
                                "create",
                                "--email=ada@example.com",
                                "--password-file=-")
                        .code())
                .isZero();
        TestSealing.sealAll(application);
    }

    @Test
    void verifiesTheTrail() {
        var events = application.auditedActions().size();

        var verified = run("", "audit", "verify");

        assertThat(verified.err()).isEmpty();
        assertThat(verified.code()).isZero();
        assertThat(verified.out())
                .startsWith("Intact: " + events + " events under 1 seals\nNot sealed yet: 0 events\nHead: 1:")
                .contains("Key: ");
    }

    @Test
    void saysHowMuchIsNotSealed() {
        run(
                "correct horse battery staple",
                "admin",
                "create",
                "--email=eve@example.com",
                "--password-file=-",
                "--force");

        assertThat(run("", "audit", "verify").out()).containsPattern("Not sealed yet: [1-9][0-9]* events");
    }

    @Test
    void namesWhatIsWrong() {
        application.sql().sql("UPDATE audit_event SET outcome = 'refused'").update();

        var verified = run("", "audit", "verify");

        assertThat(verified.code()).isOne();
        assertThat(verified.out()).isEmpty();
        assertThat(verified.err()).startsWith("NOT INTACT: event ").hasLineCount(1);
    }

    @Test
    void comparesWithAHeadThatWasNotedDown() {
        var head = run("", "audit", "verify")
                .out()
                .lines()
                .filter(it -> it.startsWith("Head: "))
                .map(it -> it.substring("Head: ".length()))
                .findFirst()
                .orElseThrow();

        assertThat(run("", "audit", "verify", "--head", head).code()).isZero();
        assertThat(run("", "audit", "verify", "--head", "7" + head.substring(1)).err())
                .isEqualTo("NOT INTACT: seal 7, which was noted down, is not there: the chain ends at seal 1\n");
        assertThat(run("", "audit", "verify", "--head", "nonsense").code()).isEqualTo(2);
    }

    @Test
    void exportsWhatSomebodyElseCanVerify() throws IOException {
        var exported = run("", "audit", "export", "--from=2000-01-01", "--to=2100-01-01T00:00:00Z");
        var file = Files.writeString(folder.resolve("audit.jsonl"), exported.out());

        assertThat(exported.code()).isZero();
        assertThat(exported.err()).endsWith(" events under 1 seals\n");
        assertThat(exported.out()).contains("\"action\":\"account.created\"");
        var verified = withoutDatabase("", "audit", "verify", "--file", file.toString());
        assertThat(verified.err()).isEmpty();
        assertThat(verified.out()).startsWith("Intact: ").doesNotContain("Not sealed");
        assertThat(withoutDatabase(
                                exported.out().replace("account.created", "account.deleted"),
                                "audit",
                                "verify",
                                "--file=-")
                        .err())
                .startsWith("NOT INTACT: At the end: seal 1 ");
    }

    @Test
    void understandsTimesAndNothingElse() {
        assertThat(run("", "audit", "export", "--from=yesterday", "--to=2026-03-02")
                        .code())
                .isEqualTo(2);
        assertThat(run("", "audit", "export").code()).isEqualTo(2);
    }

    @Test
    void removesMonthsWhoseTimeIsOver() {
        assertThat(run("", "audit", "prune")).isEqualTo(new Ended(0, "Nothing to remove\n", ""));
    }

    private Ended run(String in, String... arguments) {
        return withoutDatabase(
                in,
                Stream.concat(Stream.of(arguments), application.connection().stream())
                        .toArray(String[]::new));
    }

    private static Ended withoutDatabase(String in, String... arguments) {
        var out = new StringWriter();
        var err = new StringWriter();
        var code = Commands.run(
                new ByteArrayInputStream(in.getBytes(StandardCharsets.UTF_8)),
                new PrintWriter(out, true),
                new PrintWriter(err, true),
                arguments);
        return new Ended(code, out.toString(), err.toString());
    }
}
