package dev.signet.idp.browser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.idp.settings.IdpProperties;
import dev.signet.idp.test.Browser;
import dev.signet.idp.test.Chromium;
import dev.signet.idp.test.MailServer;
import dev.signet.idp.test.Persona;
import dev.signet.idp.test.SignetTest;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** The owner has a browser, whoever attacks their account another. */
@SignetTest
@DisplayName("In Chromium, an account under attack")
class ProtectionBrowserTests {

    private static final String NEW_PASSWORD = "eleven quiet harbours at dusk";
    private static final By SUBMIT = By.cssSelector("main form button");

    @Autowired
    ApplicationContext context;

    @Autowired
    IdpProperties idp;

    Persona ada;
    Chromium owner;
    Chromium thief;

    @BeforeEach
    void start() {
        ada = Persona.ada(context);
        owner = Chromium.start().size(390, 844);
        thief = Chromium.start().size(1280, 900);
    }

    @AfterEach
    void stop() {
        owner.close();
        thief.close();
    }

    @Test
    void isClosedFromTheMailAndOpenedAgainByItsOwner() {
        signIn(owner, ada.password());
        signOut(owner);
        signIn(thief, ada.password());

        open(owner, mail("Sign-in with a new browser"));
        assertUsable(owner);
        owner.screenshot("not-me-browser");
        owner.press(SUBMIT);
        assertThat(heading(owner)).isEqualTo("Your account is closed to everybody");
        assertUsable(owner);

        open(thief, URI.create(idp.url("/account")));
        thief.awaitPath("/login");
        enter(thief, ada.password());
        assertThat(thief.await(By.cssSelector("[role=alert]")).isDisplayed()).isTrue();

        owner.press(SUBMIT);
        assertThat(heading(owner)).isEqualTo("Look into your mailbox");
        open(owner, mail("Choose a new password"));
        owner.type(By.id("password"), NEW_PASSWORD);
        owner.press(SUBMIT);
        enter(owner, NEW_PASSWORD);
        owner.awaitPath("/account");
        assertUsable(owner);
    }

    @Test
    void letsItsOwnerInWhileAStrangerUsesUpItsTries() {
        signIn(owner, ada.password());
        signOut(owner);

        var stranger = new Browser(idp.issuer());
        var last = 0;
        for (var i = 0; i < 10 && last != 429; i++) {
            last = stranger.submit(
                            stranger.open("/login"), Map.of("username", ada.email(), "password", "a wrong guess"))
                    .status();
        }
        assertThat(last).isEqualTo(429);

        signIn(thief, ada.password());
        assertThat(thief.await(By.tagName("main")).getText()).contains("Too many attempts");
        assertUsable(thief);

        signIn(owner, ada.password());
        owner.awaitPath("/account");
    }

    private void signIn(Chromium browser, String password) {
        open(browser, URI.create(idp.url("/login")));
        enter(browser, password);
    }

    private void enter(Chromium browser, String password) {
        browser.type(By.id("username"), ada.email());
        browser.type(By.id("password"), password);
        browser.press(SUBMIT);
    }

    private void signOut(Chromium browser) {
        browser.awaitPath("/account");
        open(browser, URI.create(idp.url("/connect/logout")));
        browser.press(SUBMIT);
    }

    private static void open(Chromium browser, URI address) {
        browser.driver().get(address.toString());
    }

    private static String heading(Chromium browser) {
        return browser.await(By.tagName("h1")).getText();
    }

    private URI mail(String subject) {
        return MailServer.shared().awaitMailTo(ada.email(), subject).link();
    }

    private static void assertUsable(Chromium browser) {
        browser.assertUsable();
        assertThat(browser.blocked()).isEmpty();
    }
}
