package dev.signet.idp.federation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signet.idp.session.BrowserSessions;
import dev.signet.idp.settings.IdpProperties;
import dev.signet.idp.test.Chromium;
import dev.signet.idp.test.Persona;
import dev.signet.idp.test.RelyingParty;
import dev.signet.idp.test.SecondSignet;
import dev.signet.idp.test.SignetTest;
import dev.signet.idp.user.Accounts;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.openqa.selenium.By;
import org.openqa.selenium.support.ui.ExpectedConditions;
import org.openqa.selenium.support.ui.WebDriverWait;
import org.springframework.beans.factory.annotation.Autowired;

@SignetTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@DisplayName("In Chromium, with an account at another Signet")
class FederationBrowserTests {

    private static final By SUBMIT = By.cssSelector("main form button");
    private static final By SECOND = By.partialLinkText("Continue with Second");

    @Autowired
    IdpProperties idp;

    @Autowired
    Accounts accounts;

    @Autowired
    BrowserSessions sessions;

    @Autowired
    ProviderConfiguration configuration;

    SecondSignet second;
    Persona ada;
    Chromium chromium;

    @BeforeAll
    void secondSignet() {
        second = new SecondSignet(idp.url("/login/provider/second/callback"), idp.url("/login/provider/second/logout"));
        configure("""
                providers:
                  - id: second
                    name: Second
                    issuer: %s
                    client_id: first
                    client_secret: %s
                    authoritative_for: ["*"]
                    create_accounts: true
                """.formatted(second.issuer(), SecondSignet.SECRET));
    }

    @BeforeEach
    void person() {
        ada = Persona.ada(second.context());
        open();
    }

    private void open(String... arguments) {
        chromium = Chromium.start(arguments);
    }

    @AfterEach
    void closeBrowser() {
        chromium.close();
    }

    @AfterAll
    void close() {
        configure("providers: []\n");
        second.close();
    }

    @Test
    void aPersonComesInAndSeesWhatIsLinked() {
        goThroughSecond();

        chromium.awaitPath("/account");
        assertThat(accounts.findByEmail(ada.email()).orElseThrow().emailVerified())
                .isTrue();
        chromium.driver().get(idp.url("/account/sign-ins"));
        assertThat(chromium.await(By.tagName("main")).getText()).contains("Second", ada.email());
        assertThat(chromium.accessibilityViolations()).isEmpty();
        assertThat(chromium.blocked()).isEmpty();
    }

    @Test
    void everythingWorksWithoutScripts() {
        chromium.close();
        open("--blink-settings=scriptEnabled=false");
        goThroughSecond();

        chromium.awaitPath("/account");
        assertThat(accounts.findByEmail(ada.email())).isPresent();
    }

    @Test
    void theWayLeadsOnToWhereTheyWereGoingAndNothingOfItIsBlocked() {
        var forum = RelyingParty.forum(idp.issuer());
        goThroughSecond(forum.authorizationRequest().toString());

        new WebDriverWait(chromium.driver(), Duration.ofSeconds(20))
                .until(ExpectedConditions.urlContains("127.0.0.1:7002/callback?code="));
        var callback = URI.create(Objects.requireNonNull(chromium.driver().getCurrentUrl()));
        assertThat(forum.idToken(forum.tokens(callback)).getSubject().getValue())
                .isEqualTo(accounts.findByEmail(ada.email()).orElseThrow().id().toString());
        assertThat(chromium.blocked()).isEmpty();
    }

    @Test
    void whoSignsOutThereIsSignedOutHere() {
        goThroughSecond();
        chromium.awaitPath("/account");

        chromium.driver().get(second.issuer() + "/account");
        chromium.press(By.cssSelector("form[action='/logout'] button"));

        var account = accounts.findByEmail(ada.email()).orElseThrow().id();
        await().atMost(Duration.ofSeconds(20))
                .until(() -> sessions.list(account).isEmpty());
        chromium.driver().get(idp.url("/account"));
        chromium.awaitPath("/login");
    }

    private void goThroughSecond() {
        goThroughSecond(idp.url("/login"));
    }

    private void goThroughSecond(String start) {
        chromium.driver().get(start);
        chromium.press(SECOND);
        assertThat(chromium.driver().getCurrentUrl()).startsWith(second.issuer().toString());
        chromium.type(By.id("username"), ada.email());
        chromium.type(By.id("password"), ada.password());
        chromium.press(SUBMIT);
    }

    private void configure(String yaml) {
        try {
            var file = Files.createTempFile("providers", ".yaml");
            Files.writeString(file, yaml);
            assertThat(configuration.apply(file)).isInstanceOf(ProviderConfiguration.Outcome.Applied.class);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
