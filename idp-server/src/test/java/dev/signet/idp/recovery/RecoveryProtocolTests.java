package dev.signet.idp.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.idp.settings.IdpProperties;
import dev.signet.idp.test.Browser;
import dev.signet.idp.test.MailServer;
import dev.signet.idp.test.Persona;
import dev.signet.idp.test.RelyingParty;
import dev.signet.idp.test.SignetTest;
import dev.signet.idp.test.Together;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

@SignetTest
@DisplayName("A forgotten password")
class RecoveryProtocolTests {

    private static final String SUBJECT = "Choose a new password";
    private static final String NEW_PASSWORD = "eleven quiet harbours at dusk";

    @Autowired
    ApplicationContext application;

    @Autowired
    IdpProperties idp;

    @Autowired
    JdbcClient jdbc;

    URI issuer;
    Persona ada;
    Browser browser;

    @BeforeEach
    void somebody() {
        issuer = idp.issuer();
        ada = Persona.ada(application);
        browser = new Browser(issuer);
    }

    @Test
    void isReplacedThroughAMailedLinkAndTheirErrandGoesOn() {
        var shop = RelyingParty.shop(issuer, "openid");
        var signIn = browser.open(shop.authorizationRequest());
        var ask = browser.open(
                URI.create(signIn.html().expectFirst("a[href^=/recovery]").absUrl("href")));
        var sent = browser.submit(ask, Map.of("email", ada.email()));
        assertThat(sent.html().expectFirst("h1").text()).isEqualTo("Look into your mailbox");

        var form = browser.open(mailedLink());
        var signInAgain = browser.submit(form, Map.of("password", NEW_PASSWORD));

        assertThat(signInAgain.html().text()).contains("Your new password is set", "Northwind");
        var callback = browser.submit(signInAgain, Map.of("username", ada.email(), "password", NEW_PASSWORD));
        if (callback.status() == 200) {
            callback = browser.submit(callback, Map.of("decision", "approve"));
        }
        assertThat(shop.idToken(shop.tokens(callback.address())).getSubject().getValue())
                .isEqualTo(ada.id().toString());
        assertThat(MailServer.shared()
                        .awaitMailTo(ada.email(), "Your password was changed")
                        .text())
                .contains("127.0.0.1");
    }

    @Test
    void theErrandStaysInTheBrowserThatHasIt() {
        var shop = RelyingParty.shop(issuer, "openid");
        var signIn = browser.open(shop.authorizationRequest());
        browser.submit(
                browser.open(URI.create(
                        signIn.html().expectFirst("a[href^=/recovery]").absUrl("href"))),
                Map.of("email", ada.email()));

        var phone = new Browser(issuer);
        var page = phone.submit(phone.open(mailedLink()), Map.of("password", NEW_PASSWORD));

        assertThat(page.address().getQuery()).isEqualTo("recovered");
    }

    @Test
    void endsEverySessionEveryGrantAndEveryOtherLink() {
        var fieldApp = RelyingParty.fieldApp(issuer);
        var thief = new Browser(issuer);
        var tokens = fieldApp.tokens(ada.signInTo(fieldApp, thief)).getTokens();
        assertThat(thief.open("/account").status()).isEqualTo(200);

        var link = ask();
        browser.submit(browser.open(link), Map.of("password", NEW_PASSWORD));

        assertThat(thief.open("/account").address().getPath()).isEqualTo("/login");
        assertThat(fieldApp.refresh(tokens.getRefreshToken()).indicatesSuccess())
                .isFalse();
        assertThat(fieldApp.userInfo(tokens.getBearerAccessToken()).indicatesSuccess())
                .isFalse();
        assertThat(browser.open(link).status()).isEqualTo(410);
        var old = new Browser(issuer);
        assertThat(ada.signIn(old, old.open("/login")).address().getPath()).isEqualTo("/login");
    }

    @Test
    void aGetChangesNothingHoweverOftenAScannerTries() {
        var link = ask();

        browser.open(link);
        new Browser(issuer).open(link);
        new Browser(issuer).send(HttpRequest.newBuilder(link).method("HEAD", HttpRequest.BodyPublishers.noBody()));

        assertThat(browser.open(link).status()).isEqualTo(200);
        assertThat(browser.open(link).header("Referrer-Policy")).isEqualTo("no-referrer");
    }

    @Test
    void ofTwoWhoUseTheLinkAtOnceOneDoes() throws Exception {
        var link = ask();
        var first = browser.open(link);
        var other = new Browser(issuer);
        var second = other.open(link);

        var pages = Together.run(List.<Callable<Browser.Page>>of(
                () -> browser.submit(first, Map.of("password", NEW_PASSWORD)),
                () -> other.submit(second, Map.of("password", "another four quiet words"))));

        assertThat(pages).extracting(Browser.Page::status).containsExactlyInAnyOrder(200, 410);
    }

    @Test
    void aRefusedPasswordCostsNothing() {
        var form = browser.open(ask());

        var again = browser.submit(form, Map.of("password", "short"));
        assertThat(again.html().expectFirst("#password-error").text()).contains("at least 12 characters");
        again = browser.submit(again, Map.of("password", ada.password()));
        assertThat(again.html().expectFirst("#password-error").text()).contains("had this password before");
        again = browser.submit(again, Map.of("password", "Lovelace-Ada-12"));
        assertThat(again.html().expectFirst("#password-error").text()).contains("little more than your name");

        assertThat(browser.submit(again, Map.of("password", NEW_PASSWORD))
                        .address()
                        .getPath())
                .isEqualTo("/login");
    }

    @Test
    void everyLinkThatDoesNotWorkLooksTheSame() {
        var foreign = browser.open("/recovery/complete?token=guessed");
        var none = browser.open("/recovery/complete");
        var posted = browser.post(
                "/recovery/complete",
                Map.of("token", "guessed", "password", NEW_PASSWORD, "_csrf", csrf(browser.open("/recovery"))));

        for (var page : List.of(foreign, none, posted)) {
            assertThat(page.status()).isEqualTo(410);
            assertThat(page.html().expectFirst("h1").text()).isEqualTo("This link does not work any more");
        }
    }

    @Test
    void anUnknownAddressGetsTheSameAnswerAndNoMail() {
        var nobody = "nobody." + UUID.randomUUID() + "@example.com";

        var unknown = browser.submit(browser.open("/recovery"), Map.of("email", nobody));
        var known = new Browser(issuer);
        var answer = known.submit(known.open("/recovery"), Map.of("email", ada.email()));

        assertThat(unknown.address()).isEqualTo(answer.address());
        assertThat(unknown.html().expectFirst("main").text())
                .isEqualTo(answer.html().expectFirst("main").text());
        MailServer.shared().awaitMailTo(ada.email(), SUBJECT); // asked for later, so the other would be here
        assertThat(MailServer.shared().mailsTo(nobody)).isEmpty();
    }

    @Test
    void theAnswerTakesAsLongForAnUnknownAddressAsForAKnownOne() {
        var known = new ArrayList<Duration>();
        var unknown = new ArrayList<Duration>();
        for (var i = 0; i < 40; i++) {
            known.add(timeToAnswer(ada.email()));
            unknown.add(timeToAnswer("nobody." + UUID.randomUUID() + "@example.com"));
        }

        var difference = median(known).minus(median(unknown)).abs();

        assertThat(difference).as("%s and %s", median(known), median(unknown)).isLessThan(Duration.ofMillis(5));
    }

    @Test
    void aDisabledAccountGetsNoLink() {
        jdbc.sql("UPDATE user_account SET status = 'disabled' WHERE id = :id")
                .param("id", ada.id().value())
                .update();
        browser.submit(browser.open("/recovery"), Map.of("email", ada.email()));
        var other = Persona.ada(application);
        browser.submit(browser.open("/recovery"), Map.of("email", other.email()));
        MailServer.shared().awaitMailTo(other.email(), SUBJECT);

        assertThat(MailServer.shared().mailsTo(ada.email()))
                .extracting(MailServer.Received::subject)
                .doesNotContain(SUBJECT);
    }

    @Test
    void whoeverReadsTheMailboxHasAVerifiedAddress() {
        jdbc.sql("UPDATE user_account SET email_verified = false WHERE id = :id")
                .param("id", ada.id().value())
                .update();

        browser.submit(browser.open(ask()), Map.of("password", NEW_PASSWORD));

        assertThat(jdbc.sql("SELECT email_verified FROM user_account WHERE id = :id")
                        .param("id", ada.id().value())
                        .query(Boolean.class)
                        .single())
                .isTrue();
    }

    private URI ask() {
        browser.submit(browser.open("/recovery"), Map.of("email", ada.email()));
        return mailedLink();
    }

    private URI mailedLink() {
        return MailServer.shared().awaitMailTo(ada.email(), SUBJECT).link();
    }

    private Duration timeToAnswer(String email) {
        var page = browser.open("/recovery");
        var start = System.nanoTime();
        browser.submit(page, Map.of("email", email));
        return Duration.ofNanos(System.nanoTime() - start);
    }

    private static Duration median(List<Duration> times) {
        return times.stream().sorted().toList().get(times.size() / 2);
    }

    private static String csrf(Browser.Page page) {
        return page.html().expectFirst("input[name=_csrf]").attr("value");
    }
}
