package dev.signet.idp.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.oauth2.sdk.ResponseMode;
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
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

@SignetTest
@DisplayName("In Chromium, an answer that travels in a form (OAuth 2.0 Form Post Response Mode 1.0)")
class FormPostBrowserTests {

    private static final By BUTTON = By.cssSelector("main form button");

    @Autowired
    ApplicationContext context;

    @Autowired
    IdpProperties idp;

    Persona ada;
    Application forum;
    Chromium chromium;

    @BeforeEach
    void start() {
        ada = Persona.ada(context);
        forum = new Application(
                it -> RelyingParty.forum(idp.issuer()).at(it), it -> it.responseMode(ResponseMode.FORM_POST));
    }

    @AfterEach
    void stop() {
        chromium.close();
        forum.close();
    }

    @Test
    void sendsItself() {
        chromium = Chromium.start();
        signIn();

        assertThat(subject()).isEqualTo(ada.id().toString());
        assertThat(chromium.driver().getCurrentUrl()).isEqualTo(forum.address() + "callback");
        assertThat(chromium.blocked()).isEmpty();
    }

    @Test
    void isSentByAButtonWithoutScripts() {
        chromium = Chromium.start("--blink-settings=scriptEnabled=false");
        signIn();

        assertThat(chromium.await(By.tagName("h1")).getText()).isEqualTo("Back to the application");
        chromium.screenshot("authorization-form-post");
        chromium.press(BUTTON);

        assertThat(subject()).isEqualTo(ada.id().toString());
    }

    private void signIn() {
        chromium.driver().get(forum.address());
        chromium.type(By.id("username"), ada.email());
        chromium.type(By.id("password"), ada.password());
        chromium.press(BUTTON);
    }

    private String subject() {
        return chromium.await(By.id("subject")).getText();
    }
}
