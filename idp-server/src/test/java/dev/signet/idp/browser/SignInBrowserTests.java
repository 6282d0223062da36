package dev.signet.idp.browser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.idp.settings.IdpProperties;
import dev.signet.idp.test.Chromium;
import dev.signet.idp.test.Persona;
import dev.signet.idp.test.RelyingParty;
import dev.signet.idp.test.SignetTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.chrome.ChromeDriver;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

@SignetTest
@DisplayName("In Chromium, from an application to a sign-in and back")
class SignInBrowserTests {

    private static final By APPROVE = By.cssSelector("button[name=decision][value=approve]");

    @Autowired
    ApplicationContext context;

    @Autowired
    IdpProperties idp;

    Persona ada;
    Chromium chromium;
    ChromeDriver browser;
    Application shop;
    Application forum;

    @BeforeEach
    void start() {
        ada = Persona.ada(context);
        shop = new Application(
                it -> RelyingParty.shop(idp.issuer(), "openid profile email").at(it));
        forum = new Application(it -> RelyingParty.forum(idp.issuer()).at(it));
        open();
    }

    private void open(String... arguments) {
        chromium = Chromium.start(arguments);
        browser = chromium.driver();
    }

    @AfterEach
    void stop() {
        chromium.close();
        shop.close();
        forum.close();
    }

    @Test
    void aPersonSignsInOnceAndOutOfEverything() {
        browser.get(shop.address());
        assertThat(heading()).isEqualTo("Sign in");
        assertThat(browser.findElement(By.tagName("main")).getText()).contains("Northwind Books");
        chromium.assertAccessible();

        signIn("wrong-password");
        assertThat(chromium.await(By.cssSelector("[role=alert]")).getText()).isNotBlank();
        assertThat(browser.findElement(By.id("username")).getDomProperty("value"))
                .isEqualTo(ada.email());
        chromium.assertAccessible();

        signIn(ada.password());
        chromium.await(APPROVE);
        assertThat(browser.findElement(By.tagName("main")).getText())
                .contains("Northwind Books", ada.email(), "Ada Lovelace");
        chromium.assertAccessible();
        chromium.press(APPROVE);
        assertThat(subject()).isEqualTo(ada.id().toString());

        browser.get(forum.address());
        assertThat(subject()).isEqualTo(ada.id().toString());

        browser.get(idp.url("/account"));
        assertThat(browser.findElement(By.tagName("main")).getText()).contains(ada.email());
        chromium.assertAccessible();

        browser.get(idp.url("/connect/logout"));
        chromium.assertAccessible();
        chromium.press(By.cssSelector("main form button"));
        assertThat(browser.getPageSource()).doesNotContain(ada.email());
        chromium.assertAccessible();

        browser.get(forum.address());
        assertThat(heading()).isEqualTo("Sign in");
        browser.get(shop.address());
        assertThat(heading()).isEqualTo("Sign in");
        assertNothingWasBlocked();
    }

    @Test
    void refusingLeadsBackToTheApplication() {
        browser.get(shop.address());
        signIn(ada.password());
        chromium.await(By.cssSelector("button[name=decision][value=deny]"));
        chromium.press(By.cssSelector("button[name=decision][value=deny]"));

        assertThat(chromium.await(By.id("refused")).getText()).contains("access_denied");
        assertNothingWasBlocked();
    }

    @Test
    void everythingWorksWithoutScripts() {
        chromium.close();
        open("--blink-settings=scriptEnabled=false");
        browser.get(shop.address());
        signIn(ada.password());
        chromium.press(APPROVE);

        assertThat(subject()).isEqualTo(ada.id().toString());
    }

    @Test
    void aWrongRequestEndsOnAPageThatExplainsItself() {
        browser.get(idp.url("/oauth2/authorize?client_id=nobody"));

        assertThat(browser.findElement(By.tagName("main")).getText()).contains("invalid_request");
        chromium.assertAccessible();
        assertNothingWasBlocked();
    }

    private void signIn(String password) {
        chromium.type(By.id("username"), ada.email());
        chromium.type(By.id("password"), password);
        chromium.press(By.cssSelector("main form button"));
    }

    private String heading() {
        return chromium.await(By.tagName("h1")).getText();
    }

    private String subject() {
        return chromium.await(By.id("subject")).getText();
    }

    private void assertNothingWasBlocked() {
        assertThat(chromium.blocked()).isEmpty();
    }
}
