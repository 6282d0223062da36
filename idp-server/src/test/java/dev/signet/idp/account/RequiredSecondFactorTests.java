package dev.signet.idp.account;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.openid.connect.sdk.claims.ACR;
import dev.signet.idp.authenticator.Authenticators;
import dev.signet.idp.settings.IdpProperties;
import dev.signet.idp.test.AuthenticatorApp;
import dev.signet.idp.test.Browser;
import dev.signet.idp.test.Persona;
import dev.signet.idp.test.RelyingParty;
import dev.signet.idp.test.SignetTest;
import java.net.URI;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.TestPropertySource;

@SignetTest
@TestPropertySource(properties = "idp.second-factor.required=true")
@DirtiesContext
@DisplayName("Where everybody has to have a second factor")
class RequiredSecondFactorTests {

    @Autowired
    ApplicationContext application;

    @Autowired
    Authenticators authenticators;

    @Autowired
    IdpProperties idp;

    Persona ada;
    Browser browser;

    @BeforeEach
    void somebody() {
        ada = Persona.ada(application);
        browser = new Browser(idp.issuer());
    }

    @Test
    void aSignInLeadsThroughTheEnrolment() {
        var forum = RelyingParty.forum(idp.issuer());

        var offers = ada.signIn(browser, browser.open(forum.authorizationRequest()));
        assertThat(offers.address().getPath()).isEqualTo("/login/enrol");
        assertThat(browser.open(forum.authorizationRequest()).address().getPath())
                .isEqualTo("/login/enrol");
        var page = browser.open(URI.create(
                offers.html().expectFirst("a[href*=/authenticators/totp/new]").absUrl("href")));
        var codes = browser.submit(
                page,
                Map.of("code", AuthenticatorApp.scan(page, Clock.systemUTC()).code()));
        assertThat(codes.html().select(".recovery-codes li")).hasSize(10);
        var callback = browser.open(
                        URI.create(codes.html().expectFirst("a.btn-primary").absUrl("href")))
                .address();

        assertThat(forum.idToken(forum.tokens(callback)).getACR()).isEqualTo(new ACR("mfa"));
    }

    @Test
    void theLastOneCannotBeRemoved() {
        ada.signIn(browser, browser.open("/login"));
        AuthenticatorApp.enrol(browser, Clock.systemUTC());
        var id = authenticators.list(ada.id()).getFirst().id();
        var address = "/account/authenticators/" + id + "/remove";

        var confirm = browser.open(address);
        assertThat(confirm.html().text()).contains("your account has to have one");
        assertThat(confirm.html().select("main form")).isEmpty();
        var forced = browser.post(
                address,
                Map.of("_csrf", confirm.html().expectFirst("input[name=_csrf]").attr("value")));

        assertThat(forced.html().text()).contains("your account has to have one");
        assertThat(authenticators.list(ada.id())).hasSize(2);
    }
}
