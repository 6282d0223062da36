package dev.signet.idp.recoverycode;

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
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

@SignetTest
@Import(MovableClock.class)
@DisplayName("Recovery codes")
class RecoveryCodeProtocolTests {

    private static final String NEW = "/account/authenticators/recovery-codes/new";
    private static final String DOWNLOAD = "/account/authenticators/recovery-codes/download";
    private static final String TOTP = "/account/authenticators/totp/new";

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
    Browser home;
    Browser browser;

    @BeforeEach
    void somebody() {
        MovableClock.reset(clock);
        issuer = idp.issuer();
        ada = Persona.ada(application);
        home = new Browser(issuer);
        browser = new Browser(issuer);
    }

    /** Ada sets up an app; the answer shows her codes. */
    private Browser.Page shown() {
        ada.signIn(home, home.open("/login"));
        var page = home.open(TOTP);
        return home.submit(
                page, Map.of("code", AuthenticatorApp.scan(page, clock).code()));
    }

    private static List<String> codes(Browser.Page page) {
        return page.html().select(".recovery-codes li").eachText();
    }

    private Browser.Page signInWith(Browser browser, String code) {
        ada.signIn(browser, browser.open("/login"));
        return browser.submit(browser.open("/login/recovery-code"), Map.of("code", code));
    }

    private boolean isSignedIn() {
        return browser.open("/account").address().getPath().equals("/account");
    }

    @Test
    void areShownWhenTheFirstAuthenticatorIsSetUpAndOnlyThen() {
        var page = shown();
        assertThat(codes(page)).hasSize(10).doesNotHaveDuplicates();
        assertThat(page.header("Cache-Control")).contains("no-store");
        assertThat(page.html().select(".languages")).isEmpty();
        clock.advance(Duration.ofSeconds(30));

        var second = home.open(TOTP);
        var after = home.submit(
                second, Map.of("code", AuthenticatorApp.scan(second, clock).code()));

        assertThat(after.address().getPath()).isEqualTo("/account/authenticators");
        assertThat(after.html().text()).contains("10 codes are left");
    }

    @Test
    void oneOfThemIsASecondFactor() {
        var code = codes(shown()).getLast();
        var forum = RelyingParty.forum(issuer);
        var step = ada.signIn(browser, browser.open(forum.authorizationRequest()));
        var choice = browser.open(
                URI.create(step.html().expectFirst("a[href*=choose]").absUrl("href")));
        var recovery = browser.open(
                URI.create(choice.html().expectFirst("a[href*=recovery-code]").absUrl("href")));

        var used = browser.submit(recovery, Map.of("code", code));

        assertThat(used.html().text()).contains("You used a recovery code", "9 codes are left");
        var callback = browser.open(
                        URI.create(used.html().expectFirst("a.btn-primary").absUrl("href")))
                .address();
        var idToken = forum.idToken(forum.tokens(callback));
        assertThat(idToken.getACR()).isEqualTo(new ACR("mfa"));
        assertThat(idToken.getAMR()).extracting(it -> it.getValue()).containsExactly("mfa", "otp", "pwd");
    }

    @Test
    void eachWorksOnceAndItsUseIsAudited() {
        var code = codes(shown()).getFirst();
        signInWith(browser, code);
        assertThat(isSignedIn()).isTrue();

        browser = new Browser(issuer);
        var again = signInWith(browser, code);

        assertThat(again.html().expectFirst("[role=alert]").text()).contains("used already");
        assertThat(isSignedIn()).isFalse();
        assertThat(jdbc.sql("SELECT details->>'left' FROM audit_event WHERE subject_id = :account AND action = :action")
                        .param("account", ada.id().value())
                        .param("action", "recovery-code.used")
                        .query(String.class)
                        .list())
                .containsExactly("9");
    }

    @Test
    void ofTwoWithTheSameCodeOneGetsIn() throws Exception {
        for (var code : codes(shown()).subList(0, 5)) {
            var one = new Browser(issuer);
            var other = new Browser(issuer);

            var ends = Together.run(
                    List.<Callable<Browser.Page>>of(() -> signInWith(one, code), () -> signInWith(other, code)));

            assertThat(ends)
                    .extracting(it -> it.address().getPath())
                    .containsExactlyInAnyOrder("/login/recovery-code-used", "/login/recovery-code");
        }
    }

    @Test
    void afterFiveTriesTheSignInStartsOver() {
        var code = codes(shown()).getFirst();
        ada.signIn(browser, browser.open("/login"));
        var step = browser.open("/login/recovery-code");
        var page = step;
        for (var i = 0; i < 5; i++) {
            page = browser.submit(step, Map.of("code", "00000-00000"));
        }

        assertThat(page.address().getPath()).isEqualTo("/login");
        assertThat(page.html().expectFirst("[role=alert]").text()).contains("Too many tries");
        browser.submit(step, Map.of("code", code));
        assertThat(isSignedIn()).isFalse();
    }

    @Test
    void somebodyElsesCodeIsNone() {
        shown();
        var eve = Persona.ada(application);
        var evesHome = new Browser(issuer);
        eve.signIn(evesHome, evesHome.open("/login"));
        var page = evesHome.open(TOTP);
        var evesCodes = codes(evesHome.submit(
                page, Map.of("code", AuthenticatorApp.scan(page, clock).code())));

        signInWith(browser, evesCodes.getFirst());

        assertThat(isSignedIn()).isFalse();
    }

    @Test
    void aRowThatWasMovedToAnotherAccountOpensNothingThere() {
        shown();
        var victim = ada;
        ada = Persona.ada(application);
        home = new Browser(issuer);
        var evesCode = codes(shown()).getFirst();
        jdbc.sql("""
                UPDATE recovery_code
                   SET authenticator_id = (SELECT id FROM authenticator
                                            WHERE account_id = :victim AND kind = 'recovery-codes')
                 WHERE authenticator_id = (SELECT id FROM authenticator
                                            WHERE account_id = :eve AND kind = 'recovery-codes')
                """)
                .param("victim", victim.id().value())
                .param("eve", ada.id().value())
                .update();
        ada = victim;

        signInWith(browser, evesCode);

        assertThat(isSignedIn()).isFalse();
    }

    @Test
    void aNewSetReplacesTheOldOne() {
        var old = codes(shown());

        var fresh = codes(home.submit(home.open(NEW), Map.of()));

        assertThat(fresh).hasSize(10).doesNotContainAnyElementsOf(old);
        signInWith(browser, old.getFirst());
        assertThat(isSignedIn()).isFalse();
        browser = new Browser(issuer);
        signInWith(browser, fresh.getFirst());
        assertThat(isSignedIn()).isTrue();
    }

    @Test
    void ofTwoNewSetsAtOnceOneIsLeft() throws Exception {
        shown();
        var page = home.open(NEW);

        var answers = Together.run(2, () -> {
            var tab = new Browser(issuer);
            tab.cookies().putAll(home.cookies());
            return tab.post(NEW, Map.of("_csrf", csrf(page)));
        });

        assertThat(answers).extracting(Browser.Page::status).containsOnly(200);
        assertThat(home.open("/account/authenticators").html().text()).contains("10 codes are left");
    }

    @Test
    void newOnesNeedAFreshProof() {
        shown();
        var page = home.open(NEW);
        clock.advance(Duration.ofMinutes(11));

        var answer = home.post(NEW, Map.of("_csrf", csrf(page)));

        assertThat(codes(answer)).isEmpty();
        assertThat(answer.address().getPath()).isEqualTo("/login/totp");
    }

    @Test
    void canBeDownloadedByWhoeverSeesThePage() {
        var page = shown();

        var file = home.submit(page, Map.of());

        assertThat(file.status()).isEqualTo(200);
        assertThat(file.header("Content-Type")).isEqualTo("text/plain;charset=UTF-8");
        assertThat(file.header("Content-Disposition"))
                .isEqualTo("attachment; filename=\"localhost-recovery-codes.txt\"");
        assertThat(file.header("Cache-Control")).contains("no-store");
        assertThat(file.body()).contains(codes(page)).contains(ada.email());
    }

    @Test
    void cannotBeDownloadedByAnybodyElseOrLater() {
        var sealed = shown().html().expectFirst("input[name=codes]").attr("value");
        var eve = Persona.ada(application);
        eve.signIn(browser, browser.open("/login"));

        var stolen = browser.post(DOWNLOAD, Map.of("codes", sealed, "_csrf", csrf(browser.open("/account"))));
        clock.advance(Duration.ofMinutes(15));
        var late = home.post(DOWNLOAD, Map.of("codes", sealed, "_csrf", csrf(home.open("/account"))));
        var forged = home.post(DOWNLOAD, Map.of("codes", "AAAA", "_csrf", csrf(home.open("/account"))));

        assertThat(List.of(stolen, late, forged))
                .extracting(Browser.Page::status)
                .containsOnly(400);
    }

    @Test
    void theDatabaseHasAMacAlone() throws Exception {
        var codes = codes(shown());

        var macs = jdbc.sql("""
                SELECT encode(c.mac, 'hex')
                  FROM recovery_code c
                  JOIN authenticator a ON a.id = c.authenticator_id
                 WHERE a.account_id = :account
                """)
                .param("account", ada.id().value())
                .query(String.class)
                .list();

        var digest = MessageDigest.getInstance("SHA-256");
        var guesses = codes.stream()
                .map(it -> HexFormat.of()
                        .formatHex(digest.digest(it.replace("-", "").getBytes(StandardCharsets.UTF_8))))
                .toList();
        assertThat(macs).hasSize(10).doesNotContainAnyElementsOf(guesses);
    }

    @Test
    void fewLeftIsSaid() {
        var codes = codes(shown());
        for (var code : codes.subList(0, 7)) {
            browser = new Browser(issuer);
            var page = signInWith(browser, code);
            assertThat(page.html().select("[role=alert]")).hasSize(code.equals(codes.get(6)) ? 1 : 0);
        }

        assertThat(home.open("/account/authenticators").html().text())
                .contains("3 codes are left", "Make new codes now");
    }

    private static String csrf(Browser.Page page) {
        return page.html().expectFirst("input[name=_csrf]").attr("value");
    }
}
