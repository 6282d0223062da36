package dev.signet.idp.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.openid.connect.sdk.Prompt;
import dev.signet.idp.database.LocalPostgres;
import dev.signet.idp.test.Browser;
import dev.signet.idp.test.RelyingParty;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

@DisplayName("From an empty folder, through a power cut, to a stolen database")
class WholeRunTests {

    private static final String EMAIL = "ada@example.com";
    private static final String PASSWORD = "correct-horse-battery-staple";

    @TempDir
    Path folder;

    /** Everything that must be found nowhere. */
    private final Map<String, String> secrets = new LinkedHashMap<>();

    @Test
    void sessionsAndRefreshTokensSurviveAKillAndNothingUsableIsStored() throws Exception {
        try (var signet = new SignetProcess(folder).awaitReady()) {
            importAda(signet);
            var browser = new Browser(signet.issuer());
            var shop = RelyingParty.shop(signet.issuer(), "openid offline_access");
            var code = shop.code(signIn(browser, shop));
            var tokens = shop.redeem(code).toSuccessResponse().getTokens();
            remember(browser, shop, code.getValue(), tokens.getAccessToken().getValue());
            secrets.put("refresh token", tokens.getRefreshToken().getValue());
            var firstOutput = signet.output();

            signet.kill();
            signet.restart();

            var silently = shop.authorizationRequest(it -> it.prompt(new Prompt("none")));
            assertThat(shop.code(browser.open(silently).address())).isNotNull();
            var refreshed =
                    shop.refresh(tokens.getRefreshToken()).toSuccessResponse().getTokens();
            secrets.put("second refresh token", refreshed.getRefreshToken().getValue());
            secrets.put("second access token", refreshed.getAccessToken().getValue());

            secrets.put(
                    "key-encryption key",
                    Files.readString(signet.data().resolve("secret/key-encryption-key"))
                            .strip());
            assertNoneIn("the database", dump(signet));
            secrets.remove("key-encryption key");
            assertNoneIn("the output", firstOutput + signet.output());
        }
    }

    @Test
    void aRefreshWhoseAnswerWasLostInAKillWorksWhenItIsTriedAgain() throws Exception {
        try (var signet = new SignetProcess(folder).awaitReady()) {
            importAda(signet);
            var app = RelyingParty.registered(signet.issuer(), "patient-app", null, "openid offline_access");
            var token = app.tokens(signIn(new Browser(signet.issuer()), app))
                    .getTokens()
                    .getRefreshToken();

            refreshWithoutReadingTheAnswer(signet, token.getValue());
            signet.kill();
            signet.restart();

            var again = app.refresh(token).toSuccessResponse().getTokens().getRefreshToken();
            assertThat(again).isNotEqualTo(token);
            assertThat(app.refresh(again).indicatesSuccess()).isTrue();
        }
    }

    /** Returns as soon as the rotation is committed. */
    private static void refreshWithoutReadingTheAnswer(SignetProcess signet, String token) throws Exception {
        var body = "grant_type=refresh_token&client_id=patient-app&refresh_token=" + token;
        try (var database = new LocalPostgres(signet.data().resolve("postgres"), _ -> {});
                var socket = new Socket("localhost", signet.issuer().getPort())) {
            socket.getOutputStream().write("""
                    POST /oauth2/token HTTP/1.1\r
                    Host: localhost:%d\r
                    Content-Type: application/x-www-form-urlencoded\r
                    Content-Length: %d\r
                    \r
                    %s""".formatted(signet.issuer().getPort(), body.length(), body)
                    .getBytes(StandardCharsets.UTF_8));
            var jdbc = JdbcClient.create(new DriverManagerDataSource(
                    database.jdbcUrl(),
                    database.owner().username(),
                    database.owner().password()));
            while (jdbc.sql("SELECT max(generation) FROM authorization_grant")
                            .query(Integer.class)
                            .single()
                    == 0) {
                Thread.onSpinWait();
            }
        }
    }

    private void importAda(SignetProcess signet) throws Exception {
        var people = folder.resolve("people.jsonl");
        Files.writeString(people, """
                {"email": "%s", "email_verified": true, "name": "Ada Lovelace", "password": "%s"}
                """.formatted(EMAIL, PASSWORD));
        assertThat(signet.run("users", "import", people.toString()))
                .as(Files.readString(folder.resolve("verb.log")))
                .isZero();
    }

    private static URI signIn(Browser browser, RelyingParty shop) {
        var page = browser.open(shop.authorizationRequest());
        page = browser.submit(page, Map.of("username", EMAIL, "password", PASSWORD));
        return page.isOutside(URI.create(shop.provider().getIssuer().getValue()))
                ? page.address()
                : browser.submit(page, Map.of("decision", "approve")).address();
    }

    private void remember(Browser browser, RelyingParty shop, String code, String accessToken) {
        browser.cookies().forEach((name, value) -> secrets.put("cookie " + name, value));
        secrets.put("password", PASSWORD);
        secrets.put("code", code);
        secrets.put("code verifier", shop.verifier().getValue());
        secrets.put("access token", accessToken);
        secrets.put("client secret", "shop-secret-for-tests-0123456789");
        secrets.put("private part of a signing key", "\"d\":");
    }

    /** Every row of every table, as text. */
    private static String dump(SignetProcess signet) {
        try (var database = new LocalPostgres(signet.data().resolve("postgres"), _ -> {})) {
            var owner = database.owner();
            var jdbc = JdbcClient.create(
                    new DriverManagerDataSource(database.jdbcUrl(), owner.username(), owner.password()));
            var tables = jdbc.sql("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
                    .query(String.class)
                    .list();
            assertThat(tables).contains("browser_session", "authorization_grant", "signing_key", "audit_event");
            return tables.stream()
                    .flatMap(
                            table -> jdbc
                                    .sql("SELECT row_to_json(t)::text FROM " + table + " t")
                                    .query(String.class)
                                    .list()
                                    .stream())
                    .collect(Collectors.joining("\n"));
        }
    }

    private void assertNoneIn(String place, String text) {
        assertThat(text).isNotBlank();
        secrets.forEach((name, secret) ->
                assertThat(spellings(secret)).as("%s in %s", name, place).noneMatch(text::contains));
    }

    /** As it is, and as it would look in the encodings in which things are written down. */
    private static Stream<String> spellings(String secret) {
        var bytes = secret.getBytes(StandardCharsets.UTF_8);
        var decoded = secret.matches("[A-Za-z0-9_-]{43}|[A-Za-z0-9_-]{128}")
                ? Stream.of(HexFormat.of().formatHex(Base64.getUrlDecoder().decode(secret)))
                : Stream.<String>empty();
        return Stream.concat(
                Stream.of(
                        secret,
                        Base64.getEncoder().withoutPadding().encodeToString(bytes),
                        Base64.getUrlEncoder().withoutPadding().encodeToString(bytes),
                        HexFormat.of().formatHex(bytes)),
                decoded);
    }
}
