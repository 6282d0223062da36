package dev.signet.idp.federation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.idp.crypto.DataVault;
import dev.signet.idp.crypto.TokenHash;
import dev.signet.idp.settings.IdpProperties;
import dev.signet.idp.test.Chromium;
import dev.signet.idp.test.Persona;
import dev.signet.idp.test.SignetTest;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.openqa.selenium.By;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

@SignetTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@DisplayName("In Chromium, when something goes wrong at another provider")
class FederationMishapBrowserTests {

    private static final By TITLE = By.tagName("h1");
    private static final By MAIN = By.tagName("main");

    @Autowired
    ApplicationContext application;

    @Autowired
    IdpProperties idp;

    @Autowired
    DataVault vault;

    @Autowired
    JsonMapper json;

    @Autowired
    JdbcClient jdbc;

    TestProviders providers;
    Chromium chromium;
    String email;

    @BeforeAll
    void start() {
        providers = new TestProviders(application);
        chromium = Chromium.start();
    }

    @BeforeEach
    void somebody() {
        chromium.driver().manage().deleteAllCookies();
        providers.configure(providers.all());
        email = "grace." + UUID.randomUUID().toString().substring(0, 8) + "@example.com";
        providers.social.person(UUID.randomUUID().toString(), email, true);
    }

    @AfterAll
    void close() {
        chromium.close();
        providers.close();
    }

    /**
     * Something that happens while somebody is at the provider.
     *
     * @param said what the page says of it
     */
    record Mishap(String cause, String said, UnaryOperator<String> answer) {

        @Override
        public String toString() {
            return cause;
        }
    }

    Stream<Mishap> mishaps() {
        return Stream.of(
                new Mishap(
                        "cancelled",
                        "You stopped the sign-in",
                        it -> it.replaceAll("code=[^&]+", "error=access_denied")),
                new Mishap("state-expired", "took too long", this::aged),
                new Mishap(
                        "wrong-issuer",
                        "from somebody else",
                        it -> it.replaceAll("iss=[^&]+", "iss=https%3A%2F%2Fevil.example")),
                new Mishap(
                        "upstream-error", "went wrong there", it -> it.replaceAll("code=[^&]+", "error=server_error")),
                new Mishap("state-unknown", "not belong", it -> it.replaceAll("state=[^&]+", "state=made-up")),
                new Mishap("address-missing", "did not tell your e-mail address", it -> it),
                new Mishap("provider-gone", "not offered here any more", it -> {
                    providers.configure("providers: []\n");
                    return it;
                }),
                new Mishap("unreachable", "cannot be reached", it -> {
                    providers.social.goDown();
                    return it;
                }));
    }

    @ParameterizedTest
    @MethodSource("mishaps")
    void itIsToldWrittenDownAndChangesNoAccount(Mishap mishap) {
        var accounts = accounts();
        var before = refusals(mishap.cause());
        if (mishap.cause().equals("address-missing")) {
            providers.social.person(Map.of("sub", "without-address"));
        } else {
            providers.social.answer(it -> URI.create(mishap.answer().apply(it.toString())));
        }

        goThere();

        assertThat(chromium.await(TITLE).getText()).isEqualTo("That did not work");
        assertThat(chromium.await(MAIN).getText()).contains(mishap.said(), "No account was changed");
        assertThat(refusals(mishap.cause())).isEqualTo(before + 1);
        assertThat(accounts()).isEqualTo(accounts);
        assertThat(chromium.accessibilityViolations()).isEmpty();
        assertThat(chromium.blocked()).isEmpty();
        chromium.driver().get(idp.url("/account"));
        chromium.awaitPath("/login");
    }

    @Test
    void anAnswerThatIsOpenedAgainIsToldWrittenDownAndChangesNoAccount() {
        var answer = new String[1];
        providers.social.answer(it -> {
            answer[0] = it.toString();
            return it;
        });
        goThere();
        chromium.awaitPath("/login/link");
        var accounts = accounts();
        var before = refusals("replayed");

        chromium.driver().get(Objects.requireNonNull(answer[0]));

        assertThat(chromium.await(MAIN).getText()).contains("was used before", "No account was changed");
        assertThat(refusals("replayed")).isEqualTo(before + 1);
        assertThat(accounts()).isEqualTo(accounts);
    }

    @Test
    void anAddressThatNobodyVerifiedLeadsToAProofAndSaysNothingOfTheAccountBehindIt() {
        var ada = Persona.ada(application);
        providers.social.person(UUID.randomUUID().toString(), ada.email(), false);
        var accounts = accounts();

        goThere();

        chromium.awaitPath("/login/link");
        assertThat(chromium.await(MAIN).getText()).doesNotContain("You have an account already");
        assertThat(accounts()).isEqualTo(accounts);
        assertThat(chromium.accessibilityViolations()).isEmpty();
    }

    @Test
    void anOutageIsToldOnTheSignInPageAndPeopleComeInAnotherWay() {
        var ada = Persona.ada(application);
        // Asked anew, and without a domain that is led elsewhere, for which the page would ask for the address first.
        providers.configure(
                providers.all().replace("name: Social", "name: Fresh").split(" {2}- id: school", 2)[0]);
        providers.social.goDown();
        for (var i = 0; i < Circuit.FAILURES; i++) {
            goThere("Fresh");
            assertThat(chromium.await(MAIN).getText()).contains("Fresh cannot be reached");
        }

        chromium.driver().get(idp.url("/login"));
        assertThat(chromium.await(MAIN).getText()).contains("Fresh did not answer a moment ago");
        chromium.type(By.id("username"), ada.email());
        chromium.type(By.id("password"), ada.password());
        chromium.press(By.cssSelector("main form button[type=submit], main form button:not([type])"));
        chromium.awaitPath("/account");
    }

    private void goThere() {
        goThere("Social");
    }

    private void goThere(String name) {
        chromium.driver().get(idp.url("/login"));
        chromium.press(By.partialLinkText("Continue with " + name));
    }

    /** As if the person had looked for their phone for a while: the row says so, and nothing else is different. */
    private String aged(String answer) {
        var state = answer.replaceAll(".*[?&]state=([^&]+).*", "$1");
        var hash = TokenHash.of(state);
        var row = "upstream_request/data/" + hash.hex();
        var data = jdbc.sql("SELECT data FROM upstream_request WHERE encode(state_hash, 'hex') = :hash")
                .param("hash", hash.hex())
                .query(byte[].class)
                .single();
        var request = (ObjectNode) json.readTree(vault.decrypt(data, row));
        var started = json.treeToValue(request, UpstreamRequest.class).startedAt();
        request.set(
                "startedAt", json.valueToTree(started.minus(UpstreamRequests.LIFETIME.plus(Duration.ofMinutes(1)))));
        jdbc.sql("UPDATE upstream_request SET data = :data WHERE encode(state_hash, 'hex') = :hash")
                .param("data", vault.encrypt(json.writeValueAsBytes(request), row))
                .param("hash", hash.hex())
                .update();
        return answer;
    }

    /** Everything that an account is, and by which somebody comes in. */
    private String accounts() {
        return jdbc.sql("""
                SELECT concat(
                    (SELECT md5(string_agg(a::text, '' ORDER BY id)) FROM user_account a),
                    (SELECT md5(string_agg(i::text, '' ORDER BY id)) FROM upstream_identity i),
                    (SELECT md5(string_agg(p::text, '' ORDER BY account_id)) FROM password p),
                    (SELECT md5(string_agg(f::text, '' ORDER BY id)) FROM authenticator f))
                """).query(String.class).single();
    }

    private int refusals(String cause) {
        return jdbc.sql("""
                SELECT count(*) FROM audit_event
                 WHERE action = 'federation.refused' AND details ->> 'cause' = :cause
                """).param("cause", cause).query(Integer.class).single();
    }
}
