package dev.signet.idp.registration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.idp.settings.IdpProperties;
import dev.signet.idp.test.Browser;
import dev.signet.idp.test.MailServer;
import dev.signet.idp.test.Persona;
import dev.signet.idp.test.RelyingParty;
import dev.signet.idp.test.SignetTest;
import dev.signet.idp.test.Together;
import dev.signet.idp.user.Accounts;
import java.net.URI;
import java.net.http.HttpRequest;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

@SignetTest
@DisplayName("Registration and invitations")
class RegistrationProtocolTests {

    private static final String PASSWORD = "eleven quiet harbours at dusk";

    @Autowired
    ApplicationContext application;

    @Autowired
    IdpProperties idp;

    @Autowired
    Accounts accounts;

    @Autowired
    Invitations invitations;

    @Autowired
    JdbcClient jdbc;

    URI issuer;
    Browser browser;
    String email;

    @BeforeEach
    void visitor() {
        issuer = idp.issuer();
        browser = new Browser(issuer);
        email = "grace." + UUID.randomUUID().toString().substring(0, 8) + "@example.com";
    }

    @Test
    void leadsFromARelyingPartyThroughTheMailboxBackToIt() {
        var shop = RelyingParty.shop(issuer, "openid email");
        var signIn = browser.open(shop.authorizationRequest());
        var sent = browser.submit(follow(signIn, "/registration"), Map.of("email", email));
        assertThat(sent.html().expectFirst("h1").text()).isEqualTo("Look into your mailbox");
        assertThat(accounts.findByEmail(email)).isEmpty();

        var form = browser.open(mailedLink());
        assertThat(form.html().text()).contains(email);
        var page = browser.submit(form, Map.of("name", "Grace Hopper", "password", PASSWORD));

        assertThat(page.html().text()).contains("Northwind");
        var callback = browser.submit(page, Map.of("decision", "approve")).address();
        var tokens = shop.tokens(callback);
        var info = shop.userInfo(tokens.getTokens().getBearerAccessToken())
                .toSuccessResponse()
                .getUserInfo();
        assertThat(info.getEmailAddress()).isEqualTo(email);
        assertThat(info.getEmailVerified()).isTrue();
        assertThat(shop.idToken(tokens).getSubject()).isEqualTo(info.getSubject());
    }

    @Test
    void endsInAnotherBrowserWithoutASessionAndTheFirstOneGoesOn() {
        var shop = RelyingParty.shop(issuer, "openid");
        var sent = browser.submit(
                follow(browser.open(shop.authorizationRequest()), "/registration"), Map.of("email", email));

        var phone = new Browser(issuer);
        var done = phone.submit(phone.open(mailedLink()), Map.of("name", "Grace", "password", PASSWORD));
        assertThat(done.html().expectFirst("h1").text()).isEqualTo("Your account is ready");
        assertThat(phone.open("/account").address().getPath()).isEqualTo("/login");

        var back = browser.submit(follow(sent, "/login"), Map.of("username", email, "password", PASSWORD));
        var callback = browser.submit(back, Map.of("decision", "approve")).address();
        assertThat(shop.tokens(callback).getTokens().getAccessToken()).isNotNull();
    }

    @Test
    @DisplayName("Initiating User Registration via OpenID Connect 1.0 §4: prompt=create begins here")
    void beginsWhereAnApplicationAsksForANewAccount() {
        var shop = RelyingParty.shop(issuer, "openid");
        Persona.ada(application).signInTo(shop, browser);

        var form = browser.open(shop.authorizationRequest(it -> it.customParameter("prompt", "create")));
        assertThat(form.address().getPath()).isEqualTo("/registration");
        browser.submit(form, Map.of("email", email));
        var page = browser.submit(browser.open(mailedLink()), Map.of("name", "Grace Hopper", "password", PASSWORD));

        var tokens =
                shop.tokens(browser.submit(page, Map.of("decision", "approve")).address());
        assertThat(shop.idToken(tokens).getSubject().getValue())
                .isEqualTo(accounts.findByEmail(email).orElseThrow().id().toString());
        assertThat(shop.provider().getPromptTypes())
                .extracting(Object::toString)
                .contains("create");
    }

    @ParameterizedTest
    @ValueSource(strings = {"create login", "none create"})
    void isAskedForAlone(String prompt) {
        var shop = RelyingParty.shop(issuer, "openid");

        var page = browser.open(shop.authorizationRequest(it -> it.customParameter("prompt", prompt)));

        assertThat(shop.receive(page.address())
                        .toErrorResponse()
                        .getErrorObject()
                        .getCode())
                .isEqualTo("invalid_request");
    }

    @Test
    void keepsTheLanguageOfWhoeverRegisters() {
        browser.send(HttpRequest.newBuilder(issuer.resolve("/login")).GET());
        browser.cookies().put("__Host-signet-lang", "de");

        browser.submit(browser.open("/registration"), Map.of("email", email));
        var mail = MailServer.shared().awaitMailTo(email);
        assertThat(mail.subject()).isEqualTo("Bestätigen Sie Ihre E-Mail-Adresse");
        browser.submit(browser.open(mail.link()), Map.of("name", "Grace", "password", PASSWORD));

        assertThat(accounts.findByEmail(email).orElseThrow().claims()).containsEntry("locale", "de");
    }

    @Test
    void tellsTheVisitorNothingAndTheOwnerOfAnAccountThatSomebodyTried() {
        var ada = Persona.ada(application);

        var known = browser.submit(browser.open("/registration"), Map.of("email", ada.email()));
        var other = new Browser(issuer);
        var unknown = other.submit(other.open("/registration"), Map.of("email", email));

        assertThat(known.address()).isEqualTo(unknown.address());
        assertThat(known.html().expectFirst("main").text())
                .isEqualTo(unknown.html().expectFirst("main").text());
        var notice = MailServer.shared().awaitMailTo(ada.email(), "You have an account already");
        assertThat(notice.link()).isEqualTo(issuer.resolve("/login"));
    }

    @Test
    void nobodyChoosesAPasswordForAnAddressThatTheyDoNotRead() {
        var form = browser.open("/registration");

        browser.submit(form, Map.of("email", email, "name", "Eve", "password", PASSWORD));
        var theirs = MailServer.shared().awaitMailTo(email);

        assertThat(theirs.raw()).doesNotContain("Eve");
        var owner = new Browser(issuer);
        assertThat(owner.open(theirs.link()).html().expectFirst("#password").attr("value"))
                .isEmpty();
        assertThat(accounts.findByEmail(email)).isEmpty();
    }

    @Test
    void aLinkMakesOneAccountHoweverOftenItIsUsed() throws Exception {
        browser.submit(browser.open("/registration"), Map.of("email", email));
        var link = mailedLink();
        browser.open(link);
        var first = browser.open(link);
        var other = new Browser(issuer);
        var second = other.open(link);

        var pages = Together.run(List.<Callable<Browser.Page>>of(
                () -> browser.submit(first, Map.of("name", "Grace", "password", PASSWORD)),
                () -> other.submit(second, Map.of("name", "Eve", "password", PASSWORD))));

        assertThat(pages).extracting(Browser.Page::status).containsExactlyInAnyOrder(200, 410);
        assertThat(new Browser(issuer).open(link).status()).isEqualTo(410);
    }

    @Test
    void whatIsWrongStandsBesideItsFieldAndTheLinkStaysGood() {
        browser.submit(browser.open("/registration"), Map.of("email", email));
        var form = browser.open(mailedLink());

        var again = browser.submit(form, Map.of("name", "<b>", "password", "Password1234"));

        assertThat(again.html().expectFirst("#name-error").text()).contains("Leave out < and >");
        assertThat(again.html().expectFirst("#password-error").text()).contains("tried first");
        again = browser.submit(again, Map.of("name", "Grace Hopper", "password", "GraceHopper99"));
        assertThat(again.html().expectFirst("#password-error").text()).contains("little more than your name");
        var account = browser.submit(again, Map.of("name", "Grace Hopper", "password", PASSWORD));
        assertThat(account.address().getPath()).isEqualTo("/account");
        assertThat(browser.submit(browser.open("/registration"), Map.of("email", "grace"))
                        .html()
                        .select("#email-error"))
                .hasSize(1);
    }

    @Test
    void anInvitationIsAcceptedOnceAndLeavesATrace() {
        assertThat(invitations.invite(email, Locale.GERMAN, null)).isEqualTo(Invitations.Outcome.INVITED);
        var mail = MailServer.shared().awaitMailTo(email);
        assertThat(mail.subject()).isEqualTo("Sie sind zu Signet eingeladen");

        var done = browser.submit(browser.open(mail.link()), Map.of("name", "Grace", "password", PASSWORD));

        assertThat(done.status()).isEqualTo(200);
        assertThat(accounts.findByEmail(email).orElseThrow().emailVerified()).isTrue();
        assertThat(browser.open(mail.link()).status()).isEqualTo(410);
        assertThat(invitations.invite(email, Locale.GERMAN, null)).isEqualTo(Invitations.Outcome.ACCOUNT_EXISTS);
        assertThat(invitations.invite("grace", Locale.GERMAN, null)).isEqualTo(Invitations.Outcome.NOT_AN_ADDRESS);
        assertThat(jdbc.sql("SELECT count(*) FROM audit_event WHERE action = 'invitation.sent'")
                        .query(Integer.class)
                        .single())
                .isPositive();
    }

    private URI mailedLink() {
        return MailServer.shared().awaitMailTo(email).link();
    }

    private Browser.Page follow(Browser.Page page, String path) {
        return browser.open(
                URI.create(page.html().expectFirst("main a[href^=" + path + "]").absUrl("href")));
    }
}
