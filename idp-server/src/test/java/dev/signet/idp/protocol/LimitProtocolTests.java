package dev.signet.idp.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.idp.adminapi.AdminApi;
import dev.signet.idp.federation.ProviderConfiguration;
import dev.signet.idp.settings.IdpProperties;
import dev.signet.idp.test.Browser;
import dev.signet.idp.test.Persona;
import dev.signet.idp.test.RequestStatements;
import dev.signet.idp.test.SignetTest;
import dev.signet.idp.test.Together;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;

/** With the limits as an operator has them who sets nothing; callers get their address from a proxy. */
@SignetTest
@Import(RequestStatements.class)
@TestPropertySource(
        properties = {
            "server.forward-headers-strategy=native",
            "idp.limits.sign-in.address=5 per 1m",
            "idp.limits.client-authentication=30 per 1m",
            "idp.limits.oauth-refusal=5 per 1m",
            "idp.limits.admin-api=5 per 1m",
            "idp.limits.device-code=3 per 10m",
            "idp.limits.link=20 per 10m",
            "idp.limits.registration=2 per 1h",
            "idp.limits.recovery=2 per 1h",
            "idp.limits.password-strength=2 per 1m",
            "idp.limits.provider=2 per 10m",
            "idp.limits.proof-mail=2 per 1h"
        })
@DisplayName("Limits on attempts")
class LimitProtocolTests {

    private static final AtomicInteger ADDRESSES = new AtomicInteger();

    @Autowired
    ApplicationContext application;

    @Autowired
    IdpProperties idp;

    @Autowired
    JdbcClient jdbc;

    Persona ada;
    Browser stranger;

    @BeforeEach
    void somebody() {
        ada = Persona.ada(application);
        stranger = elsewhere();
    }

    /** A browser without cookies at an address that nobody had before. */
    private Browser elsewhere() {
        return new Browser(idp.issuer()).at("198.51.100." + ADDRESSES.incrementAndGet());
    }

    @Test
    void stopsWhoCallsTheApiForAdministratorsTooOftenAndNobodyElse() {
        var one = AdminApi.client(application, "auditor", "admin:keys:read");
        var other = AdminApi.client(application, "auditor", "admin:keys:read");

        for (var i = 0; i < 5; i++) {
            assertThat(one.get("/keys").status()).isEqualTo(200);
        }

        var refused = one.get("/keys");
        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.header("Retry-After")).isNotEmpty();
        assertThat(other.get("/keys").status()).isEqualTo(200);
    }

    private static Browser.Page signIn(Browser browser, String username, String password) {
        return browser.submit(browser.open("/login"), Map.of("username", username, "password", password));
    }

    private Browser.Page guess(Browser browser) {
        return signIn(browser, ada.email(), "a wrong guess");
    }

    private Browser.Page signIn(Browser browser) {
        return signIn(browser, ada.email(), ada.password());
    }

    private static boolean isSignedIn(Browser.Page page) {
        return page.status() == 200 && page.address().getPath().equals("/account");
    }

    @Test
    void theSixthFailureWithinAMinuteFromOneAddressIs429() {
        for (var i = 0; i < 5; i++) {
            assertThat(signIn(stranger, "person" + i + "@example.com", "a password for all")
                            .status())
                    .isEqualTo(200);
        }

        var sixth = signIn(stranger, "person5@example.com", "a password for all");

        assertThat(sixth.status()).isEqualTo(429);
        assertThat(Integer.parseInt(sixth.header("Retry-After"))).isBetween(1, 60);
        assertThat(sixth.html().text()).contains("Too many attempts", "You can try again in");
        assertThat(signIn(stranger).status())
                .as("the right password of somebody")
                .isEqualTo(429);
        assertThat(isSignedIn(signIn(elsewhere()))).as("from elsewhere").isTrue();
    }

    @Test
    void whoBurnsTheTriesOfAnAccountDoesNotLockItsOwnerOut() {
        var phone = elsewhere();
        assertThat(isSignedIn(signIn(phone))).isTrue();
        phone.cookies().remove("__Host-signet");

        var attack = new ArrayList<Integer>();
        for (var i = 0; i < 8; i++) {
            attack.add(guess(i % 2 == 0 ? stranger : elsewhere()).status());
        }

        assertThat(attack).containsExactly(200, 200, 200, 200, 200, 429, 429, 429);
        assertThat(signIn(elsewhere()).status())
                .as("even with the right password")
                .isEqualTo(429);
        assertThat(isSignedIn(signIn(phone)))
                .as("the owner, where they were before")
                .isTrue();
        phone.cookies().remove("__Host-signet");
        assertThat(isSignedIn(signIn(phone.at("203.0.113.77"))))
                .as("the owner's browser at an address that it never had")
                .isTrue();
        assertThat(signIn(elsewhere()).status())
                .as("the block is not lifted by that")
                .isEqualTo(429);
        assertThat(events(ada)).as("one block, one line").containsOnlyOnce("limit.reached");
    }

    @Test
    void aBrowserThatIsKnownToOneAccountIsAStrangerToOthers() {
        var bob = Persona.ada(application);
        signIn(stranger, bob.email(), bob.password());
        stranger.cookies().remove("__Host-signet");
        for (var i = 0; i < 5; i++) {
            guess(stranger);
        }

        assertThat(guess(stranger).status()).isEqualTo(429);
        assertThat(isSignedIn(signIn(stranger, bob.email(), bob.password()))).isTrue();
    }

    @Test
    void anAccountThatDoesNotExistHasTheSameLimits() {
        var known = new ArrayList<String>();
        var unknown = new ArrayList<String>();
        for (var i = 0; i < 7; i++) {
            known.add(shape(guess(elsewhere())));
            unknown.add(shape(signIn(elsewhere(), "nobody." + ada.email(), "a wrong guess")));
        }

        assertThat(unknown).isEqualTo(known);
        assertThat(known.get(5)).startsWith("429");
    }

    private String shape(Browser.Page page) {
        return page.status() + " " + page.header("Retry-After").isEmpty() + " "
                + page.html()
                        .select("h1, .alert, main p")
                        .text()
                        .replaceAll("in (a minute|\\d+ seconds)", "in a while");
    }

    @Test
    void theLastTriesOfAnAllowanceAreSlow() {
        assertThat(duration(() -> guess(stranger))).isLessThan(Duration.ofSeconds(2));
        guess(stranger);
        guess(stranger);

        assertThat(duration(() -> guess(stranger))).isBetween(Duration.ofMillis(500), Duration.ofSeconds(10));
        assertThat(duration(() -> guess(stranger))).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(10));
    }

    private static Duration duration(Runnable action) {
        var started = System.nanoTime();
        action.run();
        return Duration.ofNanos(System.nanoTime() - started);
    }

    @Test
    void twentyGuessesAtOnceAreNoMoreThanTheAllowance() throws Exception {
        var tasks = new ArrayList<Callable<Integer>>();
        for (var i = 0; i < 20; i++) {
            var browser = elsewhere();
            var page = browser.open("/login");
            tasks.add(() -> browser.submit(page, Map.of("username", ada.email(), "password", "a wrong guess"))
                    .status());
        }

        var statuses = Together.run(tasks);

        assertThat(statuses).filteredOn(it -> it == 200).hasSize(5);
        assertThat(statuses).filteredOn(it -> it == 429).hasSize(15);
        assertThat(events(ada)).containsOnlyOnce("limit.reached");
    }

    @Test
    @DisplayName("RFC 6749 §5.2, RFC 9457: a client that is refused too often gets 429 and leaves no more lines")
    void clientsThatAreRefusedTooOften() {
        var answers = new ArrayList<Browser.Page>();
        for (var i = 0; i < 33; i++) {
            answers.add(clientCredentials(stranger, "made-up-" + i, "guess"));
        }

        assertThat(answers.subList(0, 30)).extracting(Browser.Page::status).containsOnly(401);
        var last = answers.getLast();
        assertThat(last.status()).isEqualTo(429);
        assertThat(last.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(last.header("Retry-After")).isNotEmpty();
        assertThat(last.body()).contains("\"limit\":\"client-authentication\"");
        assertThat(jdbc.sql("""
                        SELECT count(*) FROM audit_event
                         WHERE action = 'client-authentication.refused' AND client_id LIKE 'made-up-%'
                        """).query(Integer.class).single()).isEqualTo(30);
    }

    @Test
    void refusedRequestsLeaveABoundedNumberOfLinesAndAreAnsweredAllTheSame() {
        for (var i = 0; i < 8; i++) {
            var page = stranger.open("/oauth2/authorize?client_id=invented-" + i);
            assertThat(page.status()).isEqualTo(400);
        }

        assertThat(jdbc.sql("""
                        SELECT count(*) FROM audit_event
                         WHERE action = 'authorization.refused' AND client_id LIKE 'invented-%'
                        """).query(Integer.class).single()).isEqualTo(5);
    }

    private static Browser.Page clientCredentials(Browser browser, String clientId, String secret) {
        var request = HttpRequest.newBuilder(browser.open("/login").address().resolve("/oauth2/token"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header(
                        "Authorization",
                        "Basic "
                                + Base64.getEncoder()
                                        .encodeToString((clientId + ":" + secret).getBytes(StandardCharsets.UTF_8)))
                .POST(BodyPublishers.ofString("grant_type=client_credentials"));
        return browser.send(request);
    }

    @Test
    void setUpLinksAreNotToBeGuessed() {
        for (var i = 0; i < 20; i++) {
            assertThat(stranger.open("/setup?token=guess" + i).status()).isEqualTo(410);
        }

        assertThat(stranger.open("/setup?token=guess").status()).isEqualTo(429);
    }

    @ParameterizedTest
    @CsvSource({
        "/registration, email=somebody%40example.com",
        "/recovery, email=somebody%40example.com",
        "/password/strength, password=correct+horse"
    })
    void whatAnybodyMayAskForIsLimitedByAddress(String path, String form) {
        var token = stranger.open("/registration")
                .html()
                .select("input[name=_csrf]")
                .val();
        for (var i = 0; i < 2; i++) {
            assertThat(post(path, form + "&_csrf=" + token).status()).isIn(200, 302, 303);
        }

        var tooMany = post(path, form + "&_csrf=" + token);

        assertThat(tooMany.status()).isEqualTo(429);
        assertThat(Integer.parseInt(tooMany.header("Retry-After"))).isPositive();
        assertThat(elsewhere().open("/registration").status())
                .as("from elsewhere")
                .isEqualTo(200);
    }

    @Test
    void mailedLinksAreNotToBeGuessed() {
        for (var i = 0; i < 20; i++) {
            assertThat(stranger.open("/recovery/complete?token=guess" + i).status())
                    .isEqualTo(410);
        }

        assertThat(stranger.open("/recovery/complete?token=guess").status()).isEqualTo(429);
    }

    @Test
    void departuresForAnotherProviderAndMailsThatProveAnAccountAreLimitedByAddress() throws IOException {
        var configuration = application.getBean(ProviderConfiguration.class);
        var file = Files.createTempFile("providers", ".yaml");
        Files.writeString(file, """
                providers:
                  - id: plain
                    user_endpoint: https://plain.example/user
                    authorization_endpoint: https://plain.example/authorize
                    token_endpoint: https://plain.example/token
                    client_id: signet
                    client_secret: plain-secret-for-tests-0123456789
                """);
        assertThat(configuration.apply(file)).isInstanceOf(ProviderConfiguration.Outcome.Applied.class);
        try {
            for (var i = 0; i < 2; i++) {
                assertThat(stranger.open("/login/provider/plain").status()).isBetween(300, 399);
            }
            assertThat(stranger.open("/login/provider/plain").status()).isEqualTo(429);
            assertThat(elsewhere().open("/login/provider/plain").status()).isBetween(300, 399);
        } finally {
            Files.writeString(file, "providers: []\n");
            configuration.apply(file);
        }

        var token = stranger.open("/registration")
                .html()
                .select("input[name=_csrf]")
                .val();
        for (var i = 0; i < 2; i++) {
            assertThat(post("/login/link", "_csrf=" + token).status()).isEqualTo(410);
        }
        assertThat(post("/login/link", "_csrf=" + token).status()).isEqualTo(429);
    }

    private Browser.Page post(String path, String form) {
        return stranger.send(HttpRequest.newBuilder(idp.issuer().resolve(path))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form)));
    }

    @Test
    @DisplayName("RFC 8628 §5.1: codes of devices are not to be guessed")
    void codesOfDevicesAreNotToBeGuessed() {
        signIn(stranger, ada.email(), ada.password());
        for (var letter : List.of("B", "C", "D")) {
            assertThat(stranger.open("/device/BBBB-BBB" + letter).status()).isEqualTo(410);
        }

        assertThat(stranger.open("/device/BBBB-BBBF").status()).isEqualTo(429);
    }

    @Test
    void aSignInCostsAtMostTwelveStatementsAndFourCommits() {
        var browser = elsewhere();
        var first = form(browser.open("/login"));
        var fresh = RequestStatements.of(
                () -> assertThat(browser.send(first).status()).isEqualTo(302));

        browser.cookies().remove("__Host-signet");
        var second = form(browser.open("/login"));
        var known = RequestStatements.of(
                () -> assertThat(browser.send(second).status()).isEqualTo(302));

        assertThat(fresh.statements()).as(fresh.toString()).isLessThanOrEqualTo(12);
        assertThat(fresh.commits()).as(fresh.toString()).isLessThanOrEqualTo(4);
        assertThat(known.statements()).as(known.toString()).isLessThanOrEqualTo(9);
        assertThat(known.commits()).as(known.toString()).isLessThanOrEqualTo(4);
    }

    private HttpRequest.Builder form(Browser.Page page) {
        var csrf = Objects.requireNonNull(page.html().selectFirst("input[name=_csrf]"))
                .attr("value");
        var body = "_csrf=" + csrf + "&username=" + ada.email() + "&password=" + ada.password();
        return HttpRequest.newBuilder(URI.create(idp.issuer() + "/login"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(body));
    }

    private List<String> events(Persona persona) {
        return jdbc.sql("SELECT action FROM audit_event WHERE subject_id = :account")
                .param("account", persona.id().value())
                .query((row, _) -> row.getString("action"))
                .list();
    }
}
