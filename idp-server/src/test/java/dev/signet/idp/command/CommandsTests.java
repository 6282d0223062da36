package dev.signet.idp.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.idp.crypto.TokenHash;
import dev.signet.idp.outbox.DeliveryFilter;
import dev.signet.idp.outbox.Outbox;
import dev.signet.idp.password.PasswordSignIn;
import dev.signet.idp.signingkey.SigningKeyRotation;
import dev.signet.idp.test.LeanApplication;
import dev.signet.idp.user.Accounts;
import dev.signet.idp.user.NewAccount;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CommandsTests {

    private static final String PASSWORD = "correct horse battery staple";

    private LeanApplication application;

    @TempDir
    private Path folder;

    /** How a command ended and what it printed. */
    private record Ended(int code, String out, String err) {}

    @BeforeAll
    void start() {
        application = LeanApplication.start();
    }

    @AfterAll
    void stop() {
        application.close();
    }

    @BeforeEach
    void clear() {
        application.clear();
    }

    @Test
    void leavesServingToTheServer() {
        assertThat(Commands.serves()).isTrue();
        assertThat(Commands.serves("serve")).isTrue();
        assertThat(Commands.serves("--server.port=8080", "--idp.issuer=https://id.example.com"))
                .isTrue();
        assertThat(Commands.serves("help")).isFalse();
        assertThat(Commands.serves("--help")).isFalse();
        assertThat(Commands.serves("admin", "create")).isFalse();
    }

    @Test
    void explainsItself() {
        assertThat(run("", "help").out()).contains("admin", "users", "serve", "version");
        assertThat(run("", "version").out()).startsWith("Signet ");
        assertThat(run("", "users", "import", "--help").out()).contains("password_hash");
    }

    @Test
    void doesNotGuessWhatWasMeant() {
        assertThat(run("", "frobnicate").code()).isEqualTo(2);
        assertThat(run("", "admin").code()).isEqualTo(2);
        assertThat(run("", "admin", "create", "--email", "x@example.com").code())
                .isEqualTo(2);
        assertThat(run("", "users", "import").code()).isEqualTo(2);
    }

    @Test
    void leavesALockdownToTheServer() {
        var created = application.bean(Accounts.class).create(new NewAccount("ada@example.com", true, Map.of()));
        assertThat(created).isInstanceOf(Accounts.Creation.Created.class);

        var unknown = runHere("", "users", "lockdown", "eve@example.com");
        var asked = runHere("", "users", "lockdown", "ADA@example.com", "--since", "2026-02-28T10:00:00Z");

        assertThat(unknown.code()).isOne();
        assertThat(unknown.err()).contains("no account with this e-mail address");
        assertThat(asked.code()).isZero();
        assertThat(asked.out())
                .startsWith("Asked for the lockdown of ADA@example.com")
                .hasLineCount(1);
        assertThat(application.bean(Outbox.class).list(DeliveryFilter.ofKind("lockdown"), 10))
                .hasSize(1);
        assertThat(run("", "users", "lockdown").code()).isEqualTo(2);
        assertThat(run("", "users", "lockdown", "ada@example.com", "--since", "yesterday")
                        .code())
                .isEqualTo(2);
    }

    @Test
    void makesTokensForRegistration() {
        var made = runHere("", "registration-token", "create", "--uses", "2", "--valid", "PT1H");

        assertThat(made.code()).isZero();
        assertThat(made.err()).isEmpty();
        assertThat(made.out()).hasLineCount(1);
        assertThat(application
                        .sql()
                        .sql("SELECT uses_left FROM initial_access_token WHERE token_hash = :hash")
                        .param("hash", TokenHash.of(made.out().strip()).bytes())
                        .query(Integer.class)
                        .single())
                .isEqualTo(2);
        assertThat(application.auditedActions()).containsExactly("registration-token.created");

        for (var nonsense : List.of("--uses=0", "--uses=many", "--valid=P366D", "--valid=PT0S", "--valid=later")) {
            assertThat(runHere("", "registration-token", "create", nonsense).code())
                    .as(nonsense)
                    .isEqualTo(2);
        }
        assertThat(application.auditedActions()).hasSize(1);
    }

    @Test
    void listsRotatesAndWithdrawsSigningKeys() {
        application.sql().sql("DELETE FROM signing_key").update();
        assertThat(runHere("", "keys", "list"))
                .as("a verb that shows something makes nothing")
                .isEqualTo(new Ended(0, "", ""));
        assertThat(runHere("", "keys", "withdraw", "--all").code()).isOne();

        application.bean(SigningKeyRotation.class).rotate(application.clock().instant());
        var before = keys();
        assertThat(runHere("", "keys", "list").out())
                .hasLineCount(before.size())
                .contains(" ES256 signing since ", ", successor published at ");
        assertThat(runHere("", "keys", "rotate").out()).isEqualTo("Published the successors of 4 keys.\n");
        assertThat(runHere("", "keys", "rotate").out()).isEqualTo("Each key has a successor already.\n");

        var preview = runHere("", "keys", "withdraw", before.getFirst());
        assertThat(preview.code()).isZero();
        assertThat(preview.out())
                .contains(
                        "Would withdraw " + before.getFirst(),
                        "the published successor signs at once; cached key sets may lack it until",
                        "Browser sessions and 0 refresh tokens go on.")
                .endsWith("Nothing was changed; --confirm does it.\n");
        assertThat(keys()).contains(before.getFirst()).hasSize(8);

        assertThat(runHere("", "keys", "withdraw", "--confirm", before.getFirst(), "unknown")
                        .code())
                .isOne();
        assertThat(keys()).hasSize(8);
        assertThat(runHere("", "keys", "withdraw", "--confirm", "--all").out())
                .isEqualTo("Withdrew 8 keys; others sign in their place.\n");
        assertThat(keys()).hasSize(4).doesNotContainAnyElementsOf(before);
        assertThat(application.auditedActions()).contains("signing-key.withdrawn");
        assertThat(run("", "keys", "withdraw").code()).isEqualTo(2);
        assertThat(run("", "keys", "withdraw", "--all", "kid").code()).isEqualTo(2);
    }

    private List<String> keys() {
        return application
                .sql()
                .sql("SELECT kid FROM signing_key ORDER BY created_at, kid")
                .query((row, _) -> row.getString("kid"))
                .list();
    }

    @Test
    void makesTheFirstAdministratorAndNoSecondOneUnasked() throws IOException {
        var file = Files.writeString(folder.resolve("password"), PASSWORD + "\n");

        var first = runHere("", "admin", "create", "--email", "ada@example.com", "--password-file", file.toString());
        assertThat(first.code()).isZero();
        assertThat(first.out())
                .startsWith("Created the administrator ada@example.com")
                .hasLineCount(1);
        assertThat(first.err()).isEmpty();
        assertThat(application.bean(PasswordSignIn.class).attempt("ada@example.com", PASSWORD))
                .isInstanceOf(PasswordSignIn.Outcome.Verified.class);

        var second = runHere(PASSWORD, "admin", "create", "--email", "eve@example.com", "--password-file", "-");
        assertThat(second.code()).isOne();
        assertThat(second.err()).isEqualTo("There is an administrator already; --force makes a further one.\n");

        assertThat(runHere(PASSWORD, "admin", "create", "--email", "eve@example.com", "--password-file", "-", "--force")
                        .code())
                .isZero();
    }

    @Test
    void saysWhatIsWrongInASentence() {
        assertThat(runHere("short", "admin", "create", "--email", "ada@example.com", "--password-file", "-"))
                .isEqualTo(new Ended(1, "", "password must have at least 12 characters\n"));
        assertThat(run("", "admin", "create", "--email", "ada@example.com", "--password-file", "missing"))
                .isEqualTo(new Ended(1, "", "There is no file missing\n"));
        assertThat(runHere(
                        PASSWORD,
                        "admin",
                        "create",
                        "--email=ada@example.com",
                        "--password-file=-",
                        "--idp.password.min-length=3"))
                .isEqualTo(new Ended(1, "", "idp.password.min-length must be at least 8\n"));
    }

    @Test
    void importsPeopleAndSaysWhomNot() {
        var lines = """
                {"email":"ada@example.com","email_verified":true,"name":"Ada","password_hash":"$2b$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW"}
                {"email":"grace@example.com","password":"correct horse battery staple"}

                {"email":"ADA@example.com"}
                not json
                {"email":"x@example.com","email":"y@example.com"}
                {"email":"x@example.com","sub":"1"}
                {"email":"x@example.com","password_hash":"5f4dcc3b5aa765d61d8327deb882cf99"}
                {"email":"x@example.com","password":"short"}
                {"email":"x@example.com","role":"administrator","name":"a\\u202eb"}
                {"name":"nobody"}
                """;

        var first = runHere(lines, "users", "import", "-");
        assertThat(first.code()).isOne();
        assertThat(first.out()).isEqualTo("Imported 2 accounts, 1 were there already, 7 lines were refused\n");
        assertThat(first.err().lines())
                .containsExactly(
                        "Line 5: is not a JSON object, or has a name twice",
                        "Line 6: is not a JSON object, or has a name twice",
                        "Line 7: sub is given by Signet, leave it out",
                        "Line 8: password_hash is neither an Argon2, scrypt or PBKDF2 string of the PHC form nor bcrypt",
                        "Line 9: password must have at least 12 characters",
                        "Line 10: role is not a standard claim that can be set; name must not contain control characters,"
                                + " direction marks or markup",
                        "Line 11: email is missing");

        var ada =
                application.bean(Accounts.class).findByEmail("ada@example.com").orElseThrow();
        assertThat(ada.emailVerified()).isTrue();
        assertThat(ada.displayName()).isEqualTo("Ada");
        var signIn = application.bean(PasswordSignIn.class);
        assertThat(signIn.attempt("ada@example.com", "U*U")).isInstanceOf(PasswordSignIn.Outcome.Verified.class);
        assertThat(signIn.attempt("grace@example.com", PASSWORD)).isInstanceOf(PasswordSignIn.Outcome.Verified.class);
    }

    @Test
    void canBeRepeated() {
        var lines = "{\"email\":\"ada@example.com\",\"name\":\"Ada\"}\n{\"email\":\"grace@example.com\"}";

        assertThat(runHere(lines, "users", "import", "-"))
                .isEqualTo(new Ended(0, "Imported 2 accounts, 0 were there already, 0 lines were refused\n", ""));
        assertThat(runHere(lines.replace("Ada", "Eve"), "users", "import", "-"))
                .isEqualTo(new Ended(0, "Imported 0 accounts, 2 were there already, 0 lines were refused\n", ""));
        assertThat(application.bean(Accounts.class).findByEmail("ada@example.com"))
                .get()
                .extracting(account -> account.displayName())
                .isEqualTo("Ada");
    }

    @Test
    void survivesLinesThatNeverEnd() {
        var lines =
                "{\"email\":\"" + "a".repeat(200_000) + "\"}\n{\"email\":\"ada@example.com\"}\n" + "[".repeat(50_000);

        assertThat(runHere(lines, "users", "import", "-"))
                .isEqualTo(new Ended(
                        1,
                        "Imported 1 accounts, 0 were there already, 2 lines were refused\n",
                        "Line 1: is longer than 64 KiB\nLine 3: is not a JSON object, or has a name twice\n"));
    }

    private Ended runHere(String input, String... arguments) {
        return run(
                input,
                Stream.concat(Stream.of(arguments), application.connection().stream())
                        .toArray(String[]::new));
    }

    private static Ended run(String input, String... arguments) {
        var out = new StringWriter();
        var err = new StringWriter();
        var code = Commands.run(
                new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
                new PrintWriter(out, true),
                new PrintWriter(err, true),
                arguments);
        return new Ended(code, out.toString(), err.toString());
    }
}
