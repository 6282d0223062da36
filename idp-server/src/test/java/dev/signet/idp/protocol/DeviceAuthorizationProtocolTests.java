package dev.signet.idp.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenResponse;
import com.nimbusds.oauth2.sdk.device.DeviceAuthorizationRequest;
import com.nimbusds.oauth2.sdk.device.DeviceAuthorizationResponse;
import com.nimbusds.oauth2.sdk.device.DeviceAuthorizationSuccessResponse;
import com.nimbusds.oauth2.sdk.device.DeviceCode;
import com.nimbusds.oauth2.sdk.device.DeviceCodeGrant;
import com.nimbusds.oauth2.sdk.id.ClientID;
import dev.signet.idp.settings.IdpProperties;
import dev.signet.idp.test.Browser;
import dev.signet.idp.test.Browser.Page;
import dev.signet.idp.test.MovableClock;
import dev.signet.idp.test.OwnClient;
import dev.signet.idp.test.Persona;
import dev.signet.idp.test.RelyingParty;
import dev.signet.idp.test.SignetTest;
import dev.signet.idp.test.TestClock;
import dev.signet.idp.test.Together;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

@SignetTest
@Import(MovableClock.class)
@DisplayName("RFC 8628: device authorization grant")
class DeviceAuthorizationProtocolTests {

    private static final String[] TELEVISION = {
        "client_name: Northwind Television",
        "grant_types: [\"urn:ietf:params:oauth:grant-type:device_code\", refresh_token]",
        "redirect_uris: []",
        "token_endpoint_auth_method: none"
    };

    @Autowired
    ApplicationContext application;

    @Autowired
    IdpProperties idp;

    @Autowired
    TestClock clock;

    @Autowired
    JdbcClient jdbc;

    URI issuer;
    Persona ada;
    Browser browser;
    OwnClient client;
    RelyingParty television;

    @BeforeEach
    void aTelevision() {
        MovableClock.reset(clock);
        issuer = idp.issuer();
        ada = Persona.ada(application);
        browser = new Browser(issuer);
        client = OwnClient.register(application, TELEVISION);
        television = RelyingParty.registered(issuer, client.id(), null, "openid");
    }

    @Test
    void aPersonTypesTheCodeAllowsTheDeviceAndItGetsTokens() {
        var started = start("openid email offline_access");
        assertThat(errorOf(poll(started))).isEqualTo("authorization_pending");

        var page = browser.submit(
                browser.open(started.getVerificationURI()),
                Map.of("code", started.getUserCode().getValue().toLowerCase(Locale.ROOT)));
        page = ada.signIn(browser, page);
        assertThat(page.html().text())
                .contains("Northwind Television")
                .contains(started.getUserCode().getValue())
                .contains("127.0.0.1")
                .contains("Your e-mail address");
        page = browser.submit(page, Map.of("decision", "approve"));
        assertThat(page.html().text()).contains("The device is connected");

        clock.advance(Duration.ofSeconds(5));
        var answer = poll(started);
        assertThat(answer.indicatesSuccess()).isTrue();
        var tokens = answer.toSuccessResponse().getTokens();
        assertThat(television
                        .userInfo(tokens.getBearerAccessToken())
                        .toSuccessResponse()
                        .getUserInfo()
                        .getEmailAddress())
                .isEqualTo(ada.email());
        assertThat(television.refresh(tokens.getRefreshToken()).indicatesSuccess())
                .isTrue();
        assertThat(auditedActions()).contains("device.allowed", "grant.started");
    }

    @Nested
    @DisplayName("§3.1 and §3.2: starting")
    class Starting {

        @Test
        void givesCodesAndWhereToGo() {
            var started = start("openid");

            assertThat(started.getUserCode().getValue()).matches("[B-DF-HJ-NP-TV-XZ]{4}-[B-DF-HJ-NP-TV-XZ]{4}");
            assertThat(started.getDeviceCode().getValue()).hasSizeGreaterThanOrEqualTo(43);
            assertThat(started.getVerificationURI()).isEqualTo(issuer.resolve("/device"));
            assertThat(started.getVerificationURIComplete().toString())
                    .isEqualTo(issuer + "/device/" + started.getUserCode());
            assertThat(started.getLifetime()).isEqualTo(600);
            assertThat(started.getInterval()).isEqualTo(5);
        }

        @Test
        void isForRegisteredClientsAndScopesOnly() throws Exception {
            assertThat(refusal(client.id(), "openid orders:read")).isEqualTo("invalid_scope");
            assertThat(refusal("field-app", "openid")).isEqualTo("unauthorized_client");
            assertThat(refusal("unheard-of", "openid")).isEqualTo("invalid_client");
        }

        private String refusal(String clientId, String scope) throws IOException, ParseException {
            return (String) new DeviceAuthorizationRequest(endpoint(), new ClientID(clientId), Scope.parse(scope))
                    .toHTTPRequest()
                    .send()
                    .getBodyAsJSONObject()
                    .get("error");
        }
    }

    @Nested
    @DisplayName("§3.3: the person")
    class ThePerson {

        @Test
        @DisplayName("§3.3.1: a complete address leads through sign-in to the question, and allows nothing by itself")
        void comesByACompleteAddressToo() {
            var started = start("openid");

            var page = ada.signIn(browser, browser.open(started.getVerificationURIComplete()));

            assertThat(page.html().text()).contains(started.getUserCode().getValue());
            assertThat(errorOf(poll(started))).isEqualTo("authorization_pending");
        }

        @Test
        void turnsADeviceAway() {
            var started = start("openid");

            var page = browser.submit(question(started), Map.of("decision", "deny"));

            assertThat(page.html().text()).contains("turned away");
            assertThat(errorOf(poll(started))).isEqualTo("access_denied");
            assertThat(auditedActions()).contains("device.refused");
        }

        @Test
        void decidesOnce() {
            var started = start("openid");
            var question = question(started);
            browser.submit(question, Map.of("decision", "deny"));

            assertThat(browser.submit(question, Map.of("decision", "approve")).status())
                    .isEqualTo(410);
            assertThat(errorOf(poll(started))).isEqualTo("access_denied");
        }

        @Test
        void isToldOfACodeThatCannotBe() {
            var page = browser.submit(browser.open("/device"), Map.of("code", "AEIOU"));

            assertThat(page.html().text()).contains("A code has eight letters");
        }
    }

    @Nested
    @DisplayName("§3.5: the device")
    class TheDevice {

        @Test
        void thatAsksTooOftenHasToSlowDown() {
            var started = start("openid");
            assertThat(errorOf(poll(started))).isEqualTo("authorization_pending");

            clock.advance(Duration.ofSeconds(2));
            assertThat(errorOf(poll(started))).isEqualTo("slow_down");
            clock.advance(Duration.ofSeconds(6));
            assertThat(errorOf(poll(started)))
                    .as("five seconds more than before")
                    .isEqualTo("slow_down");
            clock.advance(Duration.ofSeconds(15));
            assertThat(errorOf(poll(started))).isEqualTo("authorization_pending");
        }

        @Test
        void thatWaitsTooLongStartsAgain() {
            var started = start("openid");

            clock.advance(Duration.ofMinutes(10));

            assertThat(errorOf(poll(started))).isEqualTo("expired_token");
        }

        @Test
        void getsTokensOnce() throws Exception {
            var started = start("openid");
            browser.submit(question(started), Map.of("decision", "approve"));

            var answers = Together.run(8, () -> poll(started));

            assertThat(answers.stream().filter(TokenResponse::indicatesSuccess)).hasSize(1);
            clock.advance(Duration.ofMinutes(1));
            assertThat(errorOf(poll(started))).isEqualTo("invalid_grant");
        }

        @Test
        void cannotUseTheCodeOfAnother() {
            var started = start("openid");
            browser.submit(question(started), Map.of("decision", "approve"));
            var other = RelyingParty.registered(
                    issuer, OwnClient.register(application, TELEVISION).id(), null, "openid");

            assertThat(errorOf(other.token(new DeviceCodeGrant(started.getDeviceCode()))))
                    .isEqualTo("invalid_grant");
            assertThat(errorOf(television.token(new DeviceCodeGrant(new DeviceCode("invented")))))
                    .isEqualTo("invalid_grant");
            assertThat(poll(started).indicatesSuccess()).isTrue();
        }
    }

    @Test
    @DisplayName("§4: the metadata")
    void metadata() {
        assertThat(television.provider().getDeviceAuthorizationEndpointURI()).isEqualTo(endpoint());
    }

    private Page question(DeviceAuthorizationSuccessResponse started) {
        return ada.signIn(browser, browser.open(started.getVerificationURIComplete()));
    }

    private DeviceAuthorizationSuccessResponse start(String scope) {
        try {
            var answer = new DeviceAuthorizationRequest(endpoint(), new ClientID(client.id()), Scope.parse(scope))
                    .toHTTPRequest()
                    .send();
            return DeviceAuthorizationResponse.parse(answer).toSuccessResponse();
        } catch (IOException | ParseException e) {
            throw new AssertionError(e);
        }
    }

    private TokenResponse poll(DeviceAuthorizationSuccessResponse started) {
        return television.token(new DeviceCodeGrant(started.getDeviceCode()));
    }

    private URI endpoint() {
        return issuer.resolve("/oauth2/device_authorization");
    }

    private List<String> auditedActions() {
        return jdbc.sql("SELECT action FROM audit_event WHERE subject_id = :account")
                .param("account", ada.id().value())
                .query((row, _) -> row.getString("action"))
                .list();
    }

    private static String errorOf(TokenResponse response) {
        return response.toErrorResponse().getErrorObject().getCode();
    }
}
