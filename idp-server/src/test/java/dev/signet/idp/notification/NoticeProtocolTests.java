package dev.signet.idp.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signet.idp.authenticator.Authenticator.Kind;
import dev.signet.idp.authenticator.Authenticators;
import dev.signet.idp.outbox.DeliveryFilter;
import dev.signet.idp.outbox.Outbox;
import dev.signet.idp.settings.IdpProperties;
import dev.signet.idp.test.AuthenticatorApp;
import dev.signet.idp.test.Browser;
import dev.signet.idp.test.Jobs;
import dev.signet.idp.test.MailServer;
import dev.signet.idp.test.MovableClock;
import dev.signet.idp.test.Persona;
import dev.signet.idp.test.RelyingParty;
import dev.signet.idp.test.SignetTest;
import dev.signet.idp.test.TestClock;
import dev.signet.idp.user.Accounts;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

@SignetTest
@Import(MovableClock.class)
@DisplayName("The owner of an account hears of")
class NoticeProtocolTests {

    private static final String CHROME_ON_ANDROID =
            "Mozilla/5.0 (Linux; Android 15; Pixel 9) AppleWebKit/537.36 (KHTML,"
                    + " like Gecko) Chrome/140.0.0.0 Mobile Safari/537.36";
    private static final String NEW_DEVICE = "Sign-in with a new browser";

    @Autowired
    ApplicationContext application;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    IdpProperties idp;

    @Autowired
    TestClock clock;

    @Autowired
    Accounts accounts;

    @Autowired
    Authenticators authenticators;

    @Autowired
    Outbox outbox;

    Persona ada;
    Browser home;

    @BeforeEach
    void somebody() {
        MovableClock.reset(clock);
        ada = Persona.ada(application);
        home = signedIn();
    }

    @Test
    void aSignInWithANewBrowserOnceAndNeverOfTheFirst() {
        var before = mails();
        var phone = new Browser(idp.issuer()).describedAs(CHROME_ON_ANDROID);

        ada.signIn(phone, phone.open("/login"));

        var mail = MailServer.shared().awaitMailTo(ada.email(), NEW_DEVICE);
        assertThat(mail.text()).contains("Chrome on Android", "127.0.0.1", "UTC", "works once, for 7 days");
        assertThat(mail.html()).contains("Chrome on Android", "This was not me");
        assertThat(mail.link().getPath()).isEqualTo("/not-me");
        phone.submit(phone.open("/account"), "form[action=/logout]", Map.of());
        ada.signIn(phone, phone.open("/login"));
        home.submit(home.open("/account"), "form[action=/logout]", Map.of());
        ada.signIn(home, home.open("/login"));
        assertThat(mails()).isEqualTo(before + 1);
        assertThat(MailServer.shared().mailsTo(ada.email()).getFirst().subject())
                .isEqualTo("Your password was changed"); // when the test gave her one
    }

    @Test
    void fiveNewBrowsersInADay() {
        var before = mails();

        for (var i = 0; i < 7; i++) {
            signedIn();
        }
        assertThat(mails() - before).isEqualTo(4); // the first browser of the account is one of them

        clock.advance(Duration.ofDays(1).plusSeconds(1));
        signedIn();
        assertThat(mails() - before).isEqualTo(5);
    }

    @Test
    void aNewBrowserThoughAllOfThemWereForgottenWithAChangeOfPassword() {
        home.submit(
                home.open("/account/password"),
                Map.of("current", ada.password(), "password", "eleven quiet harbours at dusk"));
        var before = mails();

        var thief = new Browser(idp.issuer());
        thief.submit(
                thief.open("/login"), Map.of("username", ada.email(), "password", "eleven quiet harbours at dusk"));

        assertThat(thief.open("/account").status()).isEqualTo(200);
        assertThat(mails() - before).isEqualTo(1);
    }

    @Test
    void itInTheirLanguage() {
        accounts.describe(ada.id(), Map.of("name", "Ada Lovelace", "locale", "de-AT"));
        var phone = new Browser(idp.issuer()).describedAs(CHROME_ON_ANDROID);

        ada.signIn(phone, phone.open("/login"));

        assertThat(MailServer.shared()
                        .awaitMailTo(ada.email(), "Anmeldung mit einem neuen Browser")
                        .text())
                .contains("Chrome unter Android", "Das war ich nicht");
    }

    @Test
    void aFirstSecondFactorInOneMailWithItsCodes() {
        var before = mails();

        AuthenticatorApp.enrol(home, clock);

        assertThat(authenticators.kinds(ada.id())).contains(Kind.TOTP, Kind.RECOVERY_CODES);
        assertThat(arrived("An authenticator app was added to your account")
                        .link()
                        .getPath())
                .isEqualTo("/not-me");
        assertThat(mails() - before).isEqualTo(1);
    }

    @Test
    void theRemovalOfTheLastOneInOneMail() {
        AuthenticatorApp.enrol(home, clock);
        var before = mails();

        remove();

        assertThat(authenticators.kinds(ada.id())).isEmpty();
        arrived("Your account has no second factor any more");
        assertThat(mails() - before).isEqualTo(1);
    }

    @Test
    void theRemovalOfOneOfTwo() {
        AuthenticatorApp.enrol(home, clock);
        clock.advance(Duration.ofSeconds(30));
        AuthenticatorApp.enrol(home, clock);
        var before = mails();

        remove();

        arrived("A second factor was removed from your account");
        assertThat(mails() - before).isEqualTo(1);
    }

    @Test
    void recoveryCodesThatAreMadeAnewInOneMailAndTheirUse() {
        var app = AuthenticatorApp.enrol(home, clock);
        clock.advance(Duration.ofSeconds(30));
        var before = mails();

        var shown = home.submit(home.open("/account/authenticators/recovery-codes/new"), Map.of());
        var code = shown.html().select(".recovery-codes li").eachText().getFirst();
        arrived("New recovery codes for your account");
        assertThat(mails() - before).isEqualTo(1);

        var elsewhere = signedIn();
        elsewhere.submit(elsewhere.open("/login/recovery-code"), Map.of("code", code));
        assertThat(arrived("A recovery code of your account was used").text()).contains("9 are left");
        assertThat(app.code()).isNotEmpty();
    }

    @Test
    void aRefreshTokenThatSomebodyUsedAgain() {
        var fieldApp = RelyingParty.fieldApp(idp.issuer());
        var first = fieldApp.tokens(home.open(fieldApp.authorizationRequest()).address())
                .getTokens()
                .getRefreshToken();
        assertThat(fieldApp.refresh(first).indicatesSuccess()).isTrue();
        clock.advance(Duration.ofMinutes(5));

        assertThat(fieldApp.refresh(first).indicatesSuccess()).isFalse();

        assertThat(arrived("An application lost its access to your account").text())
                .contains("Application: Field app");
        await().untilAsserted(() -> {
            Jobs.run(application, "detectionTask");
            assertThat(jdbc.sql("SELECT kind FROM alert WHERE account_id = :account")
                            .param("account", ada.id().value())
                            .query(String.class)
                            .list())
                    .contains("refresh-token-reuse");
        });
    }

    @Test
    void theEndOfTheirAccountAndOfNothingElse() {
        var before = mails();

        home.submit(home.open("/account/data/delete"), Map.of("email", ada.email()));

        assertThat(accounts.find(ada.id())).isEmpty();
        assertThat(arrived("Your account was deleted").text()).doesNotContain("/not-me");
        assertThat(mails() - before).isEqualTo(1);
    }

    /** Those that were left for sending, so a test need not wait for what must not come. */
    private int mails() {
        return outbox.list(DeliveryFilter.ofKind("mail").forAccount(ada.id().value()), 100)
                .size();
    }

    private MailServer.Received arrived(String subject) {
        return MailServer.shared().awaitMailTo(ada.email(), subject);
    }

    private Browser signedIn() {
        var browser = new Browser(idp.issuer());
        ada.signIn(browser, browser.open("/login"));
        return browser;
    }

    private void remove() {
        var app = authenticators.list(ada.id()).stream()
                .filter(it -> it.kind() == Kind.TOTP)
                .findFirst()
                .orElseThrow();
        home.submit(home.open("/account/authenticators/" + app.id() + "/remove"), Map.of());
    }
}
