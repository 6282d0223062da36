package dev.signet.idp.browser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.idp.settings.IdpProperties;
import dev.signet.idp.test.Chromium;
import dev.signet.idp.test.ClientDocument;
import dev.signet.idp.test.MovableClock;
import dev.signet.idp.test.Persona;
import dev.signet.idp.test.SignetTest;
import dev.signet.idp.test.TestClock;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.TestPropertySource;

@SignetTest
@Import(MovableClock.class)
@TestPropertySource(
        properties = {
            "idp.client-documents.enabled=true",
            "idp.client-documents.hosts=127.0.0.1,*.example.com",
            "idp.client-documents.resources=https://tools.example.com/mcp",
            "idp.limits.client-document=1000 per 1m"
        })
@DisplayName("In Chromium, to an application that nobody registered")
class ClientDocumentBrowserTests {

    @Autowired
    ApplicationContext context;

    @Autowired
    IdpProperties idp;

    @Autowired
    TestClock clock;

    @Test
    void saysWhoAsksAndWhatNobodyCheckedAndGoesBack() {
        MovableClock.reset(clock);
        var ada = Persona.ada(context);
        try (var agent = new ClientDocument();
                var application = new Application(
                        it -> agent.relyingParty(idp.issuer(), "openid").at(it));
                var chromium = Chromium.start()) {
            chromium.driver().get(application.address());
            chromium.type(By.id("username"), ada.email());
            chromium.type(By.id("password"), ada.password());
            chromium.press(By.cssSelector("main form button"));

            assertThat(chromium.await(By.className("unverified-host")).getText())
                    .isEqualTo("127.0.0.1");
            assertThat(chromium.driver().findElement(By.className("unverified")).getText())
                    .contains("Nobody here has checked this application", "on your own device");
            chromium.screenshot("consent-unverified");
            chromium.press(By.cssSelector("button[name=decision][value=approve]"));

            assertThat(chromium.await(By.id("subject")).getText())
                    .isEqualTo(ada.id().toString());
            assertThat(chromium.blocked()).isEmpty();
        }
    }
}
