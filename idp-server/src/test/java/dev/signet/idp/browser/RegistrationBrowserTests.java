package dev.signet.idp.browser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.idp.settings.IdpProperties;
import dev.signet.idp.test.Chromium;
import dev.signet.idp.test.MailServer;
import dev.signet.idp.test.RelyingParty;
import dev.signet.idp.test.SignetTest;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.support.ui.ExpectedConditions;
import org.openqa.selenium.support.ui.WebDriverWait;
import org.springframework.beans.factory.annotation.Autowired;

@SignetTest
@DisplayName("In Chromium, from an application to a new account and back")
class RegistrationBrowserTests {

    private static final By SUBMIT = By.cssSelector("main form button");
    private static final By STRENGTH = By.cssSelector("[data-words]");

    @Autowired
    IdpProperties idp;

    Chromium chromium;
    Application forum;
    String email;

    @BeforeEach
    void start() {
        forum = new Application(it -> RelyingParty.forum(idp.issuer()).at(it));
        email = "grace." + UUID.randomUUID().toString().substring(0, 8) + "@example.com";
        open();
    }

    private void open(String... arguments) {
        chromium = Chromium.start(arguments);
    }

    @AfterEach
    void stop() {
        chromium.close();
        forum.close();
    }

    @Test
    void thePasswordsStrengthIsSaidWhileItIsTypedAndNothingIsBlocked() {
        askForALink();
        chromium.driver().get(MailServer.shared().awaitMailTo(email).link().toString());
        chromium.type(By.id("name"), "Grace Hopper");
        chromium.type(By.id("password"), "Password1234");
        awaitStrength("Guessed at once. This password is among those that are tried first.");
        chromium.type(By.id("password"), "eleven quiet harbours at dusk");
        awaitStrength("Strong.");
        assertThat(chromium.accessibilityViolations()).isEmpty();

        chromium.press(SUBMIT);

        assertThat(forum.idToken()).isNotBlank(); // without consent, straight out of the form
        assertThat(chromium.blocked()).isEmpty();
    }

    @Test
    void everythingWorksWithoutScripts() {
        chromium.close();
        open("--blink-settings=scriptEnabled=false");
        askForALink();
        chromium.driver().get(MailServer.shared().awaitMailTo(email).link().toString());
        chromium.type(By.id("name"), "Grace Hopper");
        chromium.type(By.id("password"), "eleven quiet harbours at dusk");

        chromium.press(SUBMIT);

        assertThat(forum.idToken()).isNotBlank();
    }

    private void askForALink() {
        chromium.driver().get(forum.address());
        chromium.press(By.partialLinkText("Create an account"));
        chromium.type(By.id("email"), email);
        chromium.press(SUBMIT);
    }

    private void awaitStrength(String words) {
        new WebDriverWait(chromium.driver(), Duration.ofSeconds(20))
                .until(ExpectedConditions.textToBePresentInElementLocated(STRENGTH, words));
    }
}
