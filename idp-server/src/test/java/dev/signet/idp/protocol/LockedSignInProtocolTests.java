package dev.signet.idp.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.idp.settings.IdpProperties;
import dev.signet.idp.test.AuthenticatorApp;
import dev.signet.idp.test.Browser;
import dev.signet.idp.test.MovableClock;
import dev.signet.idp.test.PasskeyPages;
import dev.signet.idp.test.Persona;
import dev.signet.idp.test.RelyingParty;
import dev.signet.idp.test.SignetTest;
import dev.signet.idp.test.SoftwareAuthenticator;
import dev.signet.idp.test.TestClock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

@SignetTest
@Import(MovableClock.class)
@DisplayName("Somebody whose account is locked or disabled")
class LockedSignInProtocolTests {

    private static final String TOTP = "/login/totp";

    @Autowired
    ApplicationContext application;

    @Autowired
    IdpProperties idp;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TestClock clock;

    Persona ada;
    Browser signedIn;
    Browser remembered;
    Browser waiting;
    AuthenticatorApp app;
    SoftwareAuthenticator passkey;

    @BeforeEach
    void somebodyInEveryState() {
        MovableClock.reset(clock);
        ada = Persona.ada(application);
        signedIn = new Browser(idp.issuer());
        ada.signIn(signedIn, signedIn.open("/login"));
        app = AuthenticatorApp.enrol(signedIn, clock);
        passkey = new SoftwareAuthenticator(idp.issuer());
        new PasskeyPages(signedIn).enrol(passkey);

        remembered = new Browser(idp.issuer());
        ada.signIn(remembered, remembered.open("/login"));
        clock.advance(Duration.ofSeconds(30));
        remembered.submit(remembered.open(TOTP), Map.of("code", app.code(), "remember", "true"));
        assertThat(remembered.open("/account").address().getPath()).isEqualTo("/account");
        remembered.submit(remembered.open("/account"), "header form", Map.of());

        waiting = new Browser(idp.issuer());
        ada.signIn(waiting, waiting.open("/login"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"locked", "disabled"})
    void isRefusedOnEveryPath(String status) {
        var secondFactor = waiting.open(TOTP);
        assertThat(secondFactor.address().getPath()).isEqualTo(TOTP);
        set(status);
        var stranger = new Browser(idp.issuer());
        var wrong = stranger.submit(
                stranger.open("/login"), Map.of("username", ada.email(), "password", "not the password"));

        assertThat(path(signedIn, "/account")).as("a session").isEqualTo("/login");
        assertThat(signedIn.open(RelyingParty.forum(idp.issuer()).authorizationRequest())
                        .address()
                        .getPath())
                .as("an application")
                .isEqualTo("/login");

        var right = ada.signIn(remembered, remembered.open("/login"));
        assertThat(right.html().select("[role=alert]").text())
                .as("the password, in a remembered browser")
                .isEqualTo(wrong.html().select("[role=alert]").text())
                .isNotBlank();

        clock.advance(Duration.ofSeconds(30));
        waiting.submit(secondFactor, Map.of("code", app.code()));
        var alone = new Browser(idp.issuer());
        new PasskeyPages(alone).signIn(passkey);

        for (var browser : List.of(signedIn, remembered, waiting, alone, stranger)) {
            assertThat(path(browser, "/account")).isEqualTo("/login");
        }
        set("active");
        for (var browser : List.of(waiting, alone, stranger)) {
            assertThat(path(browser, "/account"))
                    .as("nothing waits for that day")
                    .isEqualTo("/login");
        }
        new PasskeyPages(alone).signIn(passkey);
        assertThat(path(alone, "/account")).isEqualTo("/account");
    }

    private static String path(Browser browser, String page) {
        return browser.open(page).address().getPath();
    }

    private void set(String status) {
        jdbc.sql("UPDATE user_account SET status = :status WHERE id = :id")
                .param("status", status)
                .param("id", ada.id().value())
                .update();
    }
}
