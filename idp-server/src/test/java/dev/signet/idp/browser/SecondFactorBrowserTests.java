package dev.signet.idp.browser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.idp.settings.IdpProperties;
import dev.signet.idp.test.AuthenticatorApp;
import dev.signet.idp.test.Chromium;
import dev.signet.idp.test.MovableClock;
import dev.signet.idp.test.Persona;
import dev.signet.idp.test.RelyingParty;
import dev.signet.idp.test.SignetTest;
import dev.signet.idp.test.TestClock;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Import;

@SignetTest
@Import(MovableClock.class)
@DisplayName("In Chromium, with a second factor")
class SecondFactorBrowserTests {

    private static final By SUBMIT = By.cssSelector("main form button");
    private static final By GO_ON = By.cssSelector("main a.btn-primary");

    @Autowired
    ApplicationContext context;

    @Autowired
    IdpProperties idp;

    @Autowired
    TestClock clock;

    Persona ada;
    Application forum;
    Chromium chromium;
    ChromeDriver browser;

    @BeforeEach
    void start() {
        MovableClock.reset(clock);
        ada = Persona.ada(context);
        forum = new Application(it -> RelyingParty.forum(idp.issuer()).at(it));
    }

    @AfterEach
    void stop() {
        chromium.close();
        forum.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"--blink-settings=scriptEnabled=true", "--blink-settings=scriptEnabled=false"})
    void aPersonSetsUpAnAppAndSignsInWithItAndWithARecoveryCode(String scripts) {
        chromium = Chromium.start(scripts).size(1280, 900);
        browser = chromium.driver();

        browser.get(idp.url("/account"));
        password();
        chromium.press(By.cssSelector("nav a[href$='/account/authenticators']"));
        chromium.press(By.cssSelector("main a[href$='/totp/new']"));
        var app = AuthenticatorApp.withKey(chromium.await(By.id("key")).getText(), clock);
        code(app.code());
        var codes = browser.findElements(By.cssSelector(".recovery-codes li")).stream()
                .map(WebElement::getText)
                .toList();
        assertThat(codes).hasSize(10);
        chromium.press(GO_ON);
        assertThat(chromium.await(By.cssSelector(".rows")).getText()).contains("Authenticator app");

        chromium.press(By.cssSelector("header form button"));
        clock.advance(Duration.ofSeconds(30));
        browser.get(forum.address());
        password();
        code("000000".equals(app.code()) ? "000001" : "000000");
        assertThat(chromium.await(By.cssSelector("[role=alert]")).getText()).contains("not right");
        code(app.code());
        assertThat(subject()).isEqualTo(ada.id().toString());

        browser.get(idp.url("/connect/logout"));
        chromium.press(SUBMIT);
        browser.get(forum.address());
        password();
        chromium.press(By.cssSelector("a[href*='choose']"));
        chromium.press(By.cssSelector("a[href*='recovery-code']"));
        code(codes.getFirst());
        assertThat(browser.findElement(By.tagName("main")).getText()).contains("9 codes are left");
        chromium.press(GO_ON);
        assertThat(subject()).isEqualTo(ada.id().toString());
        assertThat(chromium.blocked()).isEmpty();
    }

    private void password() {
        chromium.type(By.id("username"), ada.email());
        chromium.type(By.id("password"), ada.password());
        chromium.press(SUBMIT);
    }

    private void code(String code) {
        chromium.type(By.id("code"), code);
        chromium.press(SUBMIT);
    }

    private String subject() {
        return chromium.await(By.id("subject")).getText();
    }
}
