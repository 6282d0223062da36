package dev.signet.idp.emailcode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.nimbusds.openid.connect.sdk.claims.ACR;
import dev.signet.idp.settings.IdpProperties;
import dev.signet.idp.test.AuthenticatorApp;
import dev.signet.idp.test.Browser;
import dev.signet.idp.test.MailServer;
import dev.signet.idp.test.MovableClock;
import dev.signet.idp.test.Persona;
import dev.signet.idp.test.RelyingParty;
import dev.signet.idp.test.SignetTest;
import dev.signet.idp.test.TestClock;
import dev.signet.idp.test.Together;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.TestPropertySource;

@SignetTest
@Import(MovableClock.class)
@TestPropertySource(properties = "idp.second-factor.email-code=true")
@DirtiesContext
@DisplayName("Codes by mail")
class EmailCodeProtocolTests {

    private static final Pattern CODE = Pattern.compile("([0-9]{3}) ([0-9]{3})");

    @Autowired
    ApplicationContext application;

    @Autowired
    IdpProperties idp;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TestClock clock;

    RelyingParty bank;
    Persona ada;
    Browser browser;

    @BeforeEach
    void somebody() {
        MovableClock.reset(clock);
        ada = Persona.ada(application);
        browser = new Browser(idp.issuer());
        bank = RelyingParty.bank(idp.issuer());
    }

    /** The page that offers to send a code, on the way to somebody who wants more than a password. */
    private Browser.Page offered() {
        var page = ada.signIn(browser, browser.open(bank.authorizationRequest()));
        assertThat(page.address().getPath()).isEqualTo("/login/email-code");
        return page;
    }

    private Browser.Page sent() {
        return browser.submit(offered(), Map.of());
    }

    /** The code of the last mail to Ada. */
    private String code() {
        return await().atMost(Duration.ofSeconds(20))
                .until(this::mailedCode, Optional::isPresent)
                .orElseThrow();
    }

    private Optional<String> mailedCode() {
        return MailServer.shared().mailsTo(ada.email()).reversed().stream()
                .flatMap(it -> CODE.matcher(it.text()).results())
                .map(it -> it.group(1) + it.group(2))
                .findFirst();
    }

    private static String otherThan(String code) {
        return "%06d".formatted((Integer.parseInt(code) + 500_000) % 1_000_000);
    }

    @Test
    void isASecondFactorForSomebodyWhoEnrolledNothing() {
        var page = sent();
        assertThat(page.html().text()).contains(ada.email());

        var callback = browser.submit(page, Map.of("code", code())).address();

        var idToken = bank.idToken(bank.tokens(callback));
        assertThat(idToken.getACR()).isEqualTo(new ACR("mfa"));
        assertThat(idToken.getAMR()).extracting(it -> it.getValue()).containsExactly("mfa", "otp", "pwd");
    }

    @Test
    void openingThePageSendsNothing() {
        offered();

        assertThat(jdbc.sql("SELECT count(*) FROM email_code WHERE account_id = :account")
                        .param("account", ada.id().value())
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @Test
    void isTheLastOfSeveralOffers() {
        var home = new Browser(idp.issuer());
        ada.signIn(home, home.open("/login"));
        AuthenticatorApp.enrol(home, clock);

        var step = ada.signIn(browser, browser.open("/login"));

        assertThat(step.address().getPath()).isEqualTo("/login/totp");
        assertThat(browser.open("/login/factor?choose=").html().select(".way").eachAttr("href"))
                .containsExactly("/login/totp", "/login/recovery-code", "/login/email-code");
    }

    @Test
    @DisplayName("A mailbox alone removes no factor: a code from it is no proof of what was enrolled")
    void isNotEnoughToChangeWhatIsEnrolled() {
        var home = new Browser(idp.issuer());
        ada.signIn(home, home.open("/login"));
        AuthenticatorApp.enrol(home, clock);
        ada.signIn(browser, browser.open("/login"));
        var page = browser.submit(browser.open("/login/email-code"), Map.of());
        assertThat(browser.submit(page, Map.of("code", code())).address().getPath())
                .isEqualTo("/account");

        for (var change : List.of("/account/authenticators/totp/new", "/account/authenticators/recovery-codes/new")) {
            assertThat(browser.open(change).address().getPath()).isEqualTo("/login/totp");
        }
    }

    @Test
    void isNotForAnAddressThatNobodyVerified() {
        jdbc.sql("UPDATE user_account SET email_verified = false WHERE id = :account")
                .param("account", ada.id().value())
                .update();

        var page = ada.signIn(browser, browser.open(bank.authorizationRequest()));

        assertThat(page.address().getPath()).isEqualTo("/login/enrol");
        assertThat(browser.open("/login/email-code").address().getPath()).isEqualTo("/account");
    }

    @Test
    void worksOnce() {
        var page = sent();
        var code = code();
        browser.submit(page, Map.of("code", code));

        var again = browser.submit(page, Map.of("code", code));

        assertThat(again.html().expectFirst("[role=alert]").text()).contains("not right");
    }

    @Test
    void ofTwoAtOnceOneIsAccepted() throws Exception {
        var page = sent();
        var code = code();
        Callable<Browser.Page> submit = () -> {
            var tab = new Browser(idp.issuer());
            tab.cookies().putAll(browser.cookies());
            return tab.submit(page, Map.of("code", code));
        };

        var ends = Together.run(List.of(submit, submit));

        assertThat(ends.stream().filter(it -> it.isOutside(idp.issuer()))).hasSize(1);
    }

    @Test
    void worksForTenMinutes() {
        var page = sent();
        var code = code();
        clock.advance(Duration.ofMinutes(10));

        assertThat(browser.submit(page, Map.of("code", code)).isOutside(idp.issuer()))
                .isFalse();
    }

    @Test
    void canBeTriedFiveTimes() {
        var page = sent();
        var code = code();
        for (var i = 0; i < EmailCodes.MOST_TRIES; i++) {
            var wrong = browser.submit(page, Map.of("code", otherThan(code)));
            assertThat(wrong.html().expectFirst("[role=alert]").text()).contains("not right");
        }

        assertThat(browser.submit(page, Map.of("code", code)).isOutside(idp.issuer()))
                .isFalse();
    }

    @Test
    void isNothingToSomebodyElse() {
        var adasPage = sent();
        var adasCode = code();
        ada = Persona.ada(application);
        browser = new Browser(idp.issuer());
        offered();
        var adasId = adasPage.html().expectFirst("input[name=id]").attr("value");

        var own = browser.submit(browser.open("/login/email-code?id=" + adasId), Map.of("code", adasCode));

        assertThat(own.html().expectFirst("[role=alert]").text()).contains("not right");
    }

    @Test
    void isSentOnceAMinuteAndFiveTimesAnHour() {
        var page = offered();
        assertThat(browser.submit(page, Map.of()).html().select("[role=alert]")).isEmpty();
        assertThat(browser.submit(page, Map.of())
                        .html()
                        .expectFirst("[role=alert]")
                        .text())
                .contains("Wait");

        for (var i = 1; i < EmailCodes.MOST_PER_HOUR; i++) {
            clock.advance(Duration.ofMinutes(1));
            assertThat(browser.submit(page, Map.of()).html().select("[role=alert]"))
                    .isEmpty();
        }
        clock.advance(Duration.ofMinutes(1));
        assertThat(browser.submit(page, Map.of())
                        .html()
                        .expectFirst("[role=alert]")
                        .text())
                .contains("Wait");
    }

    @Test
    void ofManyAtOnceOneIsSent() throws Exception {
        var page = offered();

        Together.run(5, () -> {
            var tab = new Browser(idp.issuer());
            tab.cookies().putAll(browser.cookies());
            return tab.submit(page, Map.of());
        });

        assertThat(jdbc.sql("SELECT count(*) FROM email_code WHERE account_id = :account")
                        .param("account", ada.id().value())
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
    }

    @Test
    void nonsenseIsAWrongCode() {
        var page = sent();
        for (var fields : List.of(Map.of("id", "x"), Map.of("code", ""), Map.of("id", "", "code", "é".repeat(500)))) {
            assertThat(browser.submit(page, fields).status()).isEqualTo(200);
        }
    }
}
