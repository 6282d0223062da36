package dev.signet.idp.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.JWTParser;
import com.nimbusds.openid.connect.sdk.claims.ACR;
import dev.signet.idp.settings.IdpProperties;
import dev.signet.idp.test.AuthenticatorApp;
import dev.signet.idp.test.Chromium;
import dev.signet.idp.test.MailServer;
import dev.signet.idp.test.MovableClock;
import dev.signet.idp.test.PasskeyPages;
import dev.signet.idp.test.RelyingParty;
import dev.signet.idp.test.SignetTest;
import dev.signet.idp.test.TestClock;
import java.net.URI;
import java.text.ParseException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;

@SignetTest
@Import(MovableClock.class)
@DisplayName("In Chromium, the life of an account")
class AccountBrowserTests {

    private static final String PASSWORD = "eleven quiet harbours at dusk";
    private static final By SUBMIT = By.cssSelector("main form button");
    private static final By CEREMONY = By.cssSelector("form[data-passkey] button");
    private static final By SUBJECT = By.id("subject");
    private static final By SESSIONS = By.cssSelector("section[aria-labelledby=open] li");

    @Autowired
    IdpProperties idp;

    @Autowired
    TestClock clock;

    Chromium phone;
    Chromium desk;
    Application forum;
    RelyingParty relyingParty;
    String email;

    @BeforeEach
    void start() {
        MovableClock.reset(clock);
        forum = new Application(
                it -> relyingParty = RelyingParty.forum(idp.issuer()).at(it));
        email = "grace." + UUID.randomUUID().toString().substring(0, 8) + "@example.com";
        phone = Chromium.start().size(390, 844);
        desk = Chromium.start("--blink-settings=scriptEnabled=false").size(1280, 900);
    }

    @AfterEach
    void stop() {
        phone.close();
        desk.close();
        forum.close();
    }

    /** One person, two browsers, of which one has no scripts; each thing once, in the order in which people do it. */
    @Test
    void aPersonRegistersProtectsTheAccountAndKeepsAnEyeOnIt() throws ParseException {
        register();
        var app = setUpAnApp();
        var codes = phone.driver().findElements(By.cssSelector(".recovery-codes li")).stream()
                .map(WebElement::getText)
                .toList();
        var passkey = phone.virtualAuthenticator(Chromium.Authenticator.PASSWORD_MANAGER);
        addKey(PasskeyPages.NEW);

        // With the passkey and nothing else: Chromium chooses it from the list of the field.
        signOut(phone);
        open(phone, "/login");
        phone.awaitPath("/account");
        phone.removeVirtualAuthenticator(passkey);
        phone.virtualAuthenticator(Chromium.Authenticator.SECURITY_KEY);
        addKey(PasskeyPages.NEW_SECURITY_KEY);
        open(phone, "/account/authenticators");
        assertThat(phone.driver().findElements(By.cssSelector(".rows li"))).hasSize(3);
        phone.assertUsable();

        // With the security key beside the password.
        signOut(phone);
        password(phone);
        phone.press(CEREMONY);
        phone.awaitPath("/account");
        open(phone, "/account/sessions");
        assertThat(texts(phone, SESSIONS)).singleElement().asString().contains("password + security key");

        // With the app, and this browser is remembered.
        signOut(phone);
        password(phone);
        clock.advance(Duration.ofSeconds(30));
        open(phone, "/login/totp");
        phone.driver().findElement(By.name("remember")).click();
        phone.type(By.id("code"), app.code());
        phone.press(SUBMIT);
        signOut(phone);
        phone.driver().get(forum.address());
        fillIn(phone);
        phone.await(SUBJECT);
        assertThat(acr()).as("a remembered browser proves nothing").isEqualTo("1fa");

        // An application that wants more gets more.
        phone.driver()
                .get(relyingParty
                        .authorizationRequest(it -> it.acrValues(List.of(new ACR("mfa"))))
                        .toString());
        phone.press(By.cssSelector("a[href*='choose']"));
        phone.press(By.cssSelector("a[href*='/login/totp']"));
        clock.advance(Duration.ofSeconds(30));
        phone.type(By.id("code"), app.code());
        phone.press(SUBMIT);
        phone.await(SUBJECT);
        assertThat(acr()).isEqualTo("mfa");

        // Elsewhere, with a recovery code and without scripts.
        password(desk);
        open(desk, "/login/recovery-code");
        desk.type(By.id("code"), codes.getFirst());
        desk.press(SUBMIT);
        open(desk, "/account/sessions");
        assertThat(texts(desk, SESSIONS))
                .hasSize(2)
                .anySatisfy(it -> assertThat(it).contains("this one", "password + recovery code"));

        open(phone, "/account/sessions");
        phone.assertUsable();
        phone.press(By.xpath("//section[@aria-labelledby='open']//li[contains(., 'recovery code')]//button"));
        assertThat(texts(phone, SESSIONS)).singleElement().asString().contains("this one");
        open(desk, "/account");
        desk.awaitPath("/login");

        // The remembered browser is forgotten, and asked again.
        phone.press(By.xpath("//section[@aria-labelledby='browsers']//li[contains(., 'this one')]//button"));
        signOut(phone);
        password(phone);
        assertThat(path(phone)).startsWith("/login/");
        assertThat(phone.blocked()).isEmpty();
        assertThat(desk.blocked()).isEmpty();
    }

    private void register() {
        phone.driver().get(forum.address());
        phone.press(By.partialLinkText("Create an account"));
        phone.type(By.id("email"), email);
        phone.press(SUBMIT);
        phone.driver().get(MailServer.shared().awaitMailTo(email).link().toString());
        phone.type(By.id("name"), "Grace Hopper");
        phone.type(By.id("password"), PASSWORD);
        phone.press(SUBMIT);
        phone.await(SUBJECT);
    }

    private AuthenticatorApp setUpAnApp() {
        open(phone, "/account");
        assertThat(phone.await(By.cssSelector(".sheet-name")).getText()).isEqualTo("Grace Hopper");
        phone.press(By.cssSelector("nav a[href$='/account/authenticators']"));
        phone.await(By.cssSelector("main a[href$='/totp/new']"))
                .sendKeys(Keys.ENTER); // by keyboard, which scrolls there
        var app = AuthenticatorApp.withKey(phone.await(By.id("key")).getText(), clock);
        phone.type(By.id("code"), app.code());
        phone.press(SUBMIT);
        return app;
    }

    private void addKey(String page) {
        open(phone, page);
        phone.press(CEREMONY);
    }

    private void password(Chromium browser) {
        open(browser, "/login");
        fillIn(browser);
    }

    private void fillIn(Chromium browser) {
        browser.type(By.id("username"), email);
        browser.type(By.id("password"), PASSWORD);
        browser.press(SUBMIT);
    }

    private void open(Chromium browser, String path) {
        browser.driver().get(idp.url(path));
    }

    private void signOut(Chromium browser) {
        open(browser, "/account");
        browser.press(By.cssSelector("header form button"));
    }

    private String acr() throws ParseException {
        return JWTParser.parse(forum.idToken()).getJWTClaimsSet().getStringClaim("acr");
    }

    private static List<String> texts(Chromium browser, By what) {
        return browser.driver().findElements(what).stream()
                .map(WebElement::getText)
                .toList();
    }

    private static String path(Chromium browser) {
        return URI.create(Objects.requireNonNull(browser.driver().getCurrentUrl()))
                .getPath();
    }
}
