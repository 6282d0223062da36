package dev.signet.idp.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.oauth2.sdk.util.URLUtils;
import dev.signet.idp.settings.IdpProperties;
import dev.signet.idp.test.Chromium;
import dev.signet.idp.test.OwnClient;
import dev.signet.idp.test.Persona;
import dev.signet.idp.test.RelyingParty;
import dev.signet.idp.test.SignetTest;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

@SignetTest
@DisplayName("In Chromium, OpenID Connect Front-Channel Logout 1.0")
class FrontChannelLogoutBrowserTests {

    private static final By SIGN_OUT = By.cssSelector("form[action='/logout'] button");

    @Autowired
    ApplicationContext context;

    @Autowired
    IdpProperties idp;

    Persona ada;
    Application reader;
    Application library;
    Chromium chromium;

    @BeforeEach
    void start() {
        ada = Persona.ada(context);
        reader = application("Northwind Reader");
        library = application("Northwind Library");
    }

    @AfterEach
    void stop() {
        chromium.close();
        reader.close();
        library.close();
    }

    @Test
    void everyApplicationOfTheSessionIsCalledAndThePersonGoesOn() throws Exception {
        chromium = Chromium.start();
        signInToBoth();

        chromium.driver().get(logoutOf(reader));

        assertThat(chromium.await(By.id("bye")).getText()).isEqualTo("Good-bye");
        assertThat(chromium.driver().getCurrentUrl()).isEqualTo(reader.address() + "bye?state=x%26y");
        assertToldOnce(reader);
        assertToldOnce(library);
        assertThat(chromium.blocked()).isEmpty();
    }

    @Test
    void withoutScriptsThereIsAButton() throws Exception {
        chromium = Chromium.start("--blink-settings=scriptEnabled=false");
        signInToBoth();

        chromium.driver().get(logoutOf(reader));

        assertThat(chromium.await(By.tagName("h1")).getText()).isEqualTo("You are signed out");
        assertThat(chromium.driver().findElement(By.cssSelector("main ul")).getText())
                .isEqualTo("Northwind Library\nNorthwind Reader");
        assertToldOnce(library);
        chromium.screenshot("logout-told");
        chromium.press(By.linkText("Continue"));

        assertThat(chromium.await(By.id("bye")).getText()).isEqualTo("Good-bye");
    }

    @Test
    void signingOutByOnesOwnButtonTellsThemToo() throws Exception {
        chromium = Chromium.start();
        signInToBoth();

        chromium.driver().get(idp.issuer().resolve("/connect/logout").toString());
        chromium.press(SIGN_OUT);

        assertThat(chromium.await(By.cssSelector("main ul")).getText()).contains("Northwind Library");
        assertToldOnce(reader);
        assertToldOnce(library);
        assertThat(chromium.blocked()).isEmpty();
    }

    @Test
    void anApplicationThatCannotBeReachedHoldsNobodyUp() throws Exception {
        chromium = Chromium.start();
        signInToBoth();
        var logout = logoutOf(reader);
        library.close();

        chromium.driver().get(logout);

        assertThat(chromium.await(By.id("bye")).getText()).isEqualTo("Good-bye");
        assertToldOnce(reader);
    }

    private void assertToldOnce(Application application) throws Exception {
        await().atMost(Duration.ofSeconds(10)).until(() -> application.logouts().size() == 1);
        var sent = URLUtils.parseParameters(application.logouts().getFirst().getRawQuery());
        assertThat(sent.get("keep")).containsExactly("this");
        assertThat(sent.get("iss")).containsExactly(idp.issuer().toString());
        assertThat(sent.get("sid"))
                .containsExactly(
                        SignedJWT.parse(application.idToken()).getJWTClaimsSet().getStringClaim("sid"));
    }

    private void signInToBoth() {
        chromium.driver().get(reader.address());
        chromium.type(By.id("username"), ada.email());
        chromium.type(By.id("password"), ada.password());
        chromium.press(By.cssSelector("main form button"));
        chromium.await(By.id("subject"));
        chromium.driver().get(library.address());
        chromium.await(By.id("subject"));
    }

    private Application application(String name) {
        return new Application(callback -> {
            var origin = URI.create(callback).resolve("/").toString();
            var client = OwnClient.register(
                    context,
                    "client_name: " + name,
                    "redirect_uris: [\"" + callback + "\"]",
                    "post_logout_redirect_uris: [\"" + origin + "bye\"]",
                    "frontchannel_logout_uri: \"" + origin + "logout?keep=this\"",
                    "frontchannel_logout_session_required: true");
            return RelyingParty.registered(idp.issuer(), client.id(), client.basic(), "openid")
                    .at(callback);
        });
    }

    private String logoutOf(Application application) {
        return idp.issuer().resolve("/connect/logout") + "?id_token_hint=" + application.idToken()
                + "&state=x%26y&post_logout_redirect_uri="
                + URLEncoder.encode(application.address() + "bye", StandardCharsets.UTF_8);
    }
}
