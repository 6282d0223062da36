package dev.signet.idp.totp;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.openid.connect.sdk.claims.ACR;
import dev.signet.idp.settings.IdpProperties;
import dev.signet.idp.test.AuthenticatorApp;
import dev.signet.idp.test.Browser;
import dev.signet.idp.test.MovableClock;
import dev.signet.idp.test.Persona;
import dev.signet.idp.test.RelyingParty;
import dev.signet.idp.test.SignetTest;
import dev.signet.idp.test.TestClock;
import dev.signet.idp.test.Together;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.commons.codec.binary.Base32;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

@SignetTest
@Import(MovableClock.class)
@DisplayName("Authenticator apps")
class TotpProtocolTests {

    private static final String SESSION = "__Host-signet";
    private static final String ENROLMENT = "/account/authenticators/totp/new";

    @Autowired
    ApplicationContext application;

    @Autowired
    IdpProperties idp;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TestClock clock;

    URI issuer;
    Persona ada;
    Browser browser;

    @BeforeEach
    void somebody() {
        MovableClock.reset(clock);
        issuer = idp.issuer();
        ada = Persona.ada(application);
        browser = new Browser(issuer);
    }

    /** Ada sets up an app and leaves; half a minute later it shows another code. */
    private AuthenticatorApp enrolled() {
        var home = new Browser(issuer);
        ada.signIn(home, home.open("/login"));
        var app = AuthenticatorApp.enrol(home, clock);
        clock.advance(Duration.ofSeconds(30));
        return app;
    }

    private Browser.Page passwordProved() {
        var page = ada.signIn(browser, browser.open("/login"));
        assertThat(page.address().getPath()).isEqualTo("/login/totp");
        return page;
    }

    private boolean isSignedIn() {
        return browser.open("/account").address().getPath().equals("/account");
    }

    private int stored() {
        return jdbc.sql("""
                SELECT count(*)
                  FROM totp_authenticator t
                  JOIN authenticator a ON a.id = t.authenticator_id
                 WHERE a.account_id = :account
                """)
                .param("account", ada.id().value())
                .query(Integer.class)
                .single();
    }

    private static String alert(Browser.Page page) {
        return page.html().expectFirst("[role=alert]").text();
    }

    @Nested
    @DisplayName("During sign-in")
    class SignIn {

        @Test
        void bothFactorsAreNeededAndTheIdTokenSaysSo() {
            var app = enrolled();
            var forum = RelyingParty.forum(issuer);

            var step = ada.signIn(browser, browser.open(forum.authorizationRequest()));
            assertThat(step.html().text()).contains("Garden Forum", ada.email());
            var callback = browser.submit(step, Map.of("code", app.code())).address();

            var idToken = forum.idToken(forum.tokens(callback));
            assertThat(idToken.getACR()).isEqualTo(new ACR("mfa"));
            assertThat(idToken.getAMR()).extracting(it -> it.getValue()).containsExactly("mfa", "otp", "pwd");
        }

        @Test
        @DisplayName("A09: the password alone gives neither a session nor a code")
        void thePasswordAloneOpensNothing() {
            enrolled();
            var forum = RelyingParty.forum(issuer);

            passwordProved();

            assertThat(browser.cookies()).doesNotContainKey(SESSION);
            assertThat(browser.open(forum.authorizationRequest()).address().getPath())
                    .isEqualTo("/login");
            assertThat(isSignedIn()).isFalse();
            assertThat(browser.open(ENROLMENT).address().getPath()).isEqualTo("/login");
        }

        @Test
        void aWrongCodeIsSaidAndTheNextOneCounts() {
            var app = enrolled();

            var wrong = browser.submit(passwordProved(), Map.of("code", otherThan(app.code())));

            assertThat(wrong.status()).isEqualTo(200);
            assertThat(alert(wrong)).contains("not right");
            assertThat(wrong.html().expectFirst("#code").hasAttr("autofocus")).isTrue();
            assertThat(wrong.html().expectFirst("#code").attr("aria-describedby"))
                    .isEqualTo("problem");
            assertThat(browser.cookies()).doesNotContainKey(SESSION);
            browser.submit(wrong, Map.of("code", app.code()));
            assertThat(isSignedIn()).isTrue();
        }

        @Test
        @DisplayName("RFC 6238 §5.2, B26: a code is accepted once")
        void aCodeIsAcceptedOnce() {
            var app = enrolled();
            var code = app.code();
            browser.submit(passwordProved(), Map.of("code", code));
            assertThat(isSignedIn()).isTrue();

            browser = new Browser(issuer);
            var replayed = browser.submit(passwordProved(), Map.of("code", code));

            assertThat(alert(replayed)).contains("used already");
            assertThat(isSignedIn()).isFalse();
        }

        @Test
        void theCodeOfTheEnrolmentIsUsedUp() {
            var app = enrolled();

            browser.submit(
                    passwordProved(), Map.of("code", app.code(clock.instant().minusSeconds(30))));

            assertThat(isSignedIn()).isFalse();
        }

        @Test
        void aCodeFromBeforeTheLastOneIsNotAccepted() {
            var app = enrolled();
            clock.advance(Duration.ofMinutes(1));
            browser.submit(passwordProved(), Map.of("code", app.code()));
            browser = new Browser(issuer);

            browser.submit(
                    passwordProved(), Map.of("code", app.code(clock.instant().minusSeconds(30))));

            assertThat(isSignedIn()).isFalse();
        }

        @ParameterizedTest
        @ValueSource(ints = {-30, 0, 30})
        void aClockMayBeOffByOneStep(int seconds) {
            var app = enrolled();
            clock.advance(Duration.ofMinutes(2));

            browser.submit(
                    passwordProved(), Map.of("code", app.code(clock.instant().plusSeconds(seconds))));

            assertThat(isSignedIn()).isTrue();
        }

        @ParameterizedTest
        @ValueSource(ints = {-60, 60})
        void aClockMayNotBeOffByMore(int seconds) {
            var app = enrolled();
            clock.advance(Duration.ofMinutes(2));

            browser.submit(
                    passwordProved(), Map.of("code", app.code(clock.instant().plusSeconds(seconds))));

            assertThat(isSignedIn()).isFalse();
        }

        @Test
        void spacesInACodeDoNotMatter() {
            var app = enrolled();
            var code = app.code();

            browser.submit(passwordProved(), Map.of("code", " " + code.substring(0, 3) + " " + code.substring(3)));

            assertThat(isSignedIn()).isTrue();
        }

        @ParameterizedTest
        @ValueSource(strings = {"", "12345", "1234567", "abcdef", "１２３４５６", "-12345", "99999999999999999999"})
        void whatIsNoCodeIsAWrongCode(String typed) {
            enrolled();

            var page = browser.submit(passwordProved(), Map.of("code", typed));

            assertThat(page.status()).isEqualTo(200);
            assertThat(alert(page)).contains("not right");
        }

        @Test
        void anyOfSeveralAppsWillDo() {
            var first = enrolled();
            var home = new Browser(issuer);
            home.submit(ada.signIn(home, home.open("/login")), Map.of("code", first.code()));
            var second = AuthenticatorApp.enrol(home, clock);
            clock.advance(Duration.ofSeconds(30));

            browser.submit(passwordProved(), Map.of("code", second.code()));
            assertThat(isSignedIn()).isTrue();
            browser = new Browser(issuer);
            browser.submit(passwordProved(), Map.of("code", first.code()));
            assertThat(isSignedIn()).isTrue();
        }

        @Test
        void afterFiveTriesTheSignInStartsOver() {
            var app = enrolled();
            var page = passwordProved();
            var wrong = otherThan(app.code());

            for (var i = 0; i < 4; i++) {
                page = browser.submit(page, Map.of("code", wrong));
                assertThat(page.address().getPath()).isEqualTo("/login/totp");
                assertThat(page.html().text()).doesNotContainPattern("tr(y|ies) left");
            }
            var last = page;
            page = browser.submit(page, Map.of("code", wrong));

            assertThat(page.address().getPath()).isEqualTo("/login");
            assertThat(alert(page)).contains("Too many tries");
            browser.submit(last, Map.of("code", app.code()));
            assertThat(isSignedIn()).isFalse();
        }

        @Test
        void everyWrongCodeIsAudited() {
            var app = enrolled();

            browser.submit(passwordProved(), Map.of("code", otherThan(app.code())));

            assertThat(jdbc.sql("SELECT count(*) FROM audit_event WHERE subject_id = :account AND action = :action")
                            .param("account", ada.id().value())
                            .param("action", "second-factor.refused")
                            .query(Integer.class)
                            .single())
                    .isEqualTo(1);
        }

        @Test
        void afterTenMinutesTheSignInStartsOver() {
            var app = enrolled();
            var page = passwordProved();

            clock.advance(Duration.ofMinutes(10));

            assertThat(browser.submit(page, Map.of("code", app.code()))
                            .address()
                            .getPath())
                    .isEqualTo("/login");
            assertThat(isSignedIn()).isFalse();
        }

        @Test
        void withoutAPasswordThereIsNothingToProve() {
            enrolled();

            assertThat(browser.open("/login/totp").address().getPath()).isEqualTo("/login");
        }

        @Test
        void ofTwoWithTheSameCodeOneGetsIn() throws Exception {
            var app = enrolled();
            for (var round = 0; round < 5; round++) {
                clock.advance(Duration.ofSeconds(30));
                var one = new Browser(issuer);
                var other = new Browser(issuer);
                var pages = List.of(ada.signIn(one, one.open("/login")), ada.signIn(other, other.open("/login")));
                var code = app.code();

                var ends = Together.run(List.<Callable<Browser.Page>>of(
                        () -> one.submit(pages.getFirst(), Map.of("code", code)),
                        () -> other.submit(pages.getLast(), Map.of("code", code))));

                assertThat(ends)
                        .extracting(it -> it.address().getPath())
                        .containsExactlyInAnyOrder("/account", "/login/totp");
            }
        }

        @Test
        void aKeyThatWasMovedFromAnotherAccountDoesNotOpenThisOne() {
            enrolled();
            var victim = ada;
            ada = Persona.ada(application);
            var attackersApp = enrolled();
            jdbc.sql("""
                    UPDATE totp_authenticator
                       SET sealed_key = (SELECT t.sealed_key
                                           FROM totp_authenticator t
                                           JOIN authenticator a ON a.id = t.authenticator_id
                                          WHERE a.account_id = :attacker)
                     WHERE authenticator_id IN (SELECT id FROM authenticator WHERE account_id = :victim)
                    """)
                    .param("attacker", ada.id().value())
                    .param("victim", victim.id().value())
                    .update();
            ada = victim;

            var page = browser.submit(passwordProved(), Map.of("code", attackersApp.code()));

            assertThat(page.status()).isEqualTo(200);
            assertThat(alert(page)).contains("not right");
        }
    }

    @Nested
    @DisplayName("Enrolment")
    class Enrolment {

        @Test
        void showsTheKeyAsAPictureAsTextAndAsALink() {
            ada.signIn(browser, browser.open("/login"));

            var page = browser.open(ENROLMENT).html();

            var key = page.expectFirst("#key").text();
            assertThat(key).matches("([A-Z2-7]{4} ){7}[A-Z2-7]{4}");
            assertThat(page.expectFirst("svg[role=img] path").attr("d")).startsWith("M4,4h1v1h-1z");
            assertThat(page.expectFirst("a[href^=otpauth]").attr("href"))
                    .isEqualTo("otpauth://totp/localhost:" + ada.email().replace("@", "%40") + "?secret="
                            + key.replace(" ", "") + "&issuer=localhost");
        }

        @Test
        void nothingIsStoredBeforeTheFirstRightCode() {
            ada.signIn(browser, browser.open("/login"));
            var page = browser.open(ENROLMENT);
            var app = AuthenticatorApp.scan(page, clock);

            var wrong = browser.submit(page, Map.of("code", otherThan(app.code()), "name", "Tablet"));

            assertThat(wrong.status()).isEqualTo(200);
            assertThat(stored()).isZero();
            assertThat(wrong.html().expectFirst("#key").text())
                    .isEqualTo(page.html().expectFirst("#key").text());
            assertThat(wrong.html().expectFirst("#name").attr("value")).isEqualTo("Tablet");
            browser.submit(wrong, Map.of("code", app.code()));
            assertThat(stored()).isEqualTo(1);
        }

        @Test
        void theDatabaseHasTheKeyInSealedFormOnly() {
            ada.signIn(browser, browser.open("/login"));
            var page = browser.open(ENROLMENT);
            var key = page.html().expectFirst("#key").text().replace(" ", "");
            browser.submit(
                    page, Map.of("code", AuthenticatorApp.scan(page, clock).code()));

            var row = jdbc.sql("""
                    SELECT t.sealed_key
                      FROM totp_authenticator t
                      JOIN authenticator a ON a.id = t.authenticator_id
                     WHERE a.account_id = :account
                    """)
                    .param("account", ada.id().value())
                    .query(byte[].class)
                    .single();

            var raw = new String(new Base32().decode(key), StandardCharsets.ISO_8859_1);
            assertThat(new String(row, StandardCharsets.ISO_8859_1))
                    .doesNotContain(raw)
                    .doesNotContain(key);
        }

        @Test
        void aChangedKeyOrThatOfSomebodyElseStartsOver() {
            var eve = Persona.ada(application);
            var evesBrowser = new Browser(issuer);
            eve.signIn(evesBrowser, evesBrowser.open("/login"));
            var evesPage = evesBrowser.open(ENROLMENT);
            var evesKey = evesPage.html().expectFirst("input[name=key]").attr("value");
            var evesCode = AuthenticatorApp.scan(evesPage, clock).code();
            ada.signIn(browser, browser.open("/login"));
            var page = browser.open(ENROLMENT);
            var changed =
                    page.html().expectFirst("input[name=key]").attr("value").substring(4);

            for (var key : List.of(evesKey, changed, "", "AAAA")) {
                var answer = browser.submit(page, Map.of("key", key, "code", evesCode));
                assertThat(answer.status()).isEqualTo(200);
                assertThat(alert(answer)).contains("open for too long");
            }
            assertThat(stored()).isZero();
        }

        @Test
        void aFormThatIsSentTwiceEnrolsOnce() throws Exception {
            ada.signIn(browser, browser.open("/login"));
            var page = browser.open(ENROLMENT);
            var code = AuthenticatorApp.scan(page, clock).code();

            var answers = Together.run(2, () -> copy(browser).submit(page, Map.of("code", code)));

            assertThat(answers).extracting(Browser.Page::status).doesNotContain(500);
            assertThat(stored()).isEqualTo(1);
        }

        @Test
        void asksForAFreshProofFirstAndComesBack() {
            ada.signIn(browser, browser.open("/login"));
            clock.advance(Duration.ofMinutes(11));

            var signIn = browser.open(ENROLMENT);
            assertThat(signIn.address().getPath()).isEqualTo("/login");

            assertThat(ada.signIn(browser, signIn).address().getPath()).isEqualTo(ENROLMENT);
        }

        @Test
        void withAnAppEnrolledTheFreshProofIsACode() {
            var app = enrolled();
            browser.submit(passwordProved(), Map.of("code", app.code()));
            clock.advance(Duration.ofMinutes(11));

            var step = browser.open(ENROLMENT);
            assertThat(step.address().getPath()).isEqualTo("/login/totp");

            assertThat(browser.submit(step, Map.of("code", app.code()))
                            .address()
                            .getPath())
                    .isEqualTo(ENROLMENT);
        }

        @Test
        void aFormThatIsSentTooLateChangesNothing() {
            ada.signIn(browser, browser.open("/login"));
            var page = browser.open(ENROLMENT);
            var app = AuthenticatorApp.scan(page, clock);
            clock.advance(Duration.ofMinutes(11));

            var answer = browser.submit(page, Map.of("code", app.code()));

            assertThat(answer.address().getPath()).isEqualTo("/login");
            assertThat(stored()).isZero();
        }
    }

    @Nested
    @DisplayName("RFC 9470, OpenID Connect Core 1.0 §3.1.2.1: more than a password, because the relying party says so")
    class StepUp {

        @Test
        void aSessionGoesOnWithOneMoreFactor() {
            ada.signIn(browser, browser.open("/login"));
            var app = enrolled();
            var forum = RelyingParty.forum(issuer);

            var step = browser.open(forum.authorizationRequest(it -> it.acrValues(List.of(new ACR("mfa")))));
            assertThat(step.address().getPath()).isEqualTo("/login/totp");
            var cookie = browser.cookies().get(SESSION);
            var callback = browser.submit(step, Map.of("code", app.code())).address();

            var idToken = forum.idToken(forum.tokens(callback));
            assertThat(idToken.getACR()).isEqualTo(new ACR("mfa"));
            assertThat(idToken.getAMR()).extracting(it -> it.getValue()).containsExactly("mfa", "otp", "pwd");
            assertThat(browser.cookies().get(SESSION)).isNotEqualTo(cookie);
        }

        @Test
        void whoeverHasNoFactorEnrolsOneOnTheWay() {
            var bank = RelyingParty.bank(issuer);

            var offers = ada.signIn(browser, browser.open(bank.authorizationRequest()));
            assertThat(offers.address().getPath()).isEqualTo("/login/enrol");

            assertThat(bank.idToken(bank.tokens(enrolOnTheWay(offers))).getACR())
                    .isEqualTo(new ACR("mfa"));
        }

        @Test
        void alsoWithASessionThatIsNotFresh() {
            ada.signIn(browser, browser.open("/login"));
            clock.advance(Duration.ofMinutes(11));
            var bank = RelyingParty.bank(issuer);

            var offers = browser.open(bank.authorizationRequest());
            assertThat(offers.address().getPath()).isEqualTo("/login/enrol");
            var signIn = browser.open(way(offers));
            assertThat(signIn.address().getPath()).isEqualTo("/login");
            var offersAgain = ada.signIn(browser, signIn);

            assertThat(enrolOnTheWay(offersAgain).toString()).startsWith(bank.redirectUri() + "?code=");
        }

        private URI enrolOnTheWay(Browser.Page offers) {
            var page = browser.open(way(offers));
            var done = browser.submit(
                    page, Map.of("code", AuthenticatorApp.scan(page, clock).code()));
            return goOn(done);
        }

        private URI way(Browser.Page offers) {
            return URI.create(offers.html()
                    .expectFirst("a[href*=/authenticators/totp/new]")
                    .absUrl("href"));
        }

        /** Leaves the page with the recovery codes, if there is one. */
        private URI goOn(Browser.Page page) {
            return page.status() == 200
                    ? browser.open(URI.create(
                                    page.html().expectFirst("a.btn-primary").absUrl("href")))
                            .address()
                    : page.address();
        }
    }

    private Browser copy(Browser original) {
        var copy = new Browser(issuer);
        copy.cookies().putAll(original.cookies());
        return copy;
    }

    private static String otherThan(String code) {
        return "%06d".formatted((Integer.parseInt(code) + 500_000) % 1_000_000);
    }
}
