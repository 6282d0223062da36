package dev.signet.idp.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.oauth2.sdk.ResponseMode;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.openid.connect.sdk.Prompt;
import dev.signet.idp.settings.IdpProperties;
import dev.signet.idp.test.Browser;
import dev.signet.idp.test.Persona;
import dev.signet.idp.test.RelyingParty;
import dev.signet.idp.test.SignetTest;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

@SignetTest
@DisplayName("How the answer of the authorization endpoint travels")
class ResponseModeProtocolTests {

    @Autowired
    ApplicationContext application;

    @Autowired
    IdpProperties idp;

    URI issuer;
    Browser browser;
    Persona ada;
    RelyingParty forum;

    @BeforeEach
    void visitor() {
        issuer = idp.issuer();
        browser = new Browser(issuer);
        ada = Persona.ada(application);
        forum = RelyingParty.forum(issuer);
    }

    @Nested
    @DisplayName("OAuth 2.0 Form Post Response Mode 1.0 §2: form_post")
    class FormPost {

        @Test
        void carriesTheCodeInAForm() {
            var page = ada.signIn(
                    browser, browser.open(forum.authorizationRequest(it -> it.responseMode(ResponseMode.FORM_POST))));

            assertThat(page.status()).isEqualTo(200);
            assertThat(page.html().expectFirst("main form").attr("action"))
                    .isEqualTo(forum.redirectUri().toString());
            assertThat(fields(page)).containsOnlyKeys("code", "state", "iss");
            assertThat(forum.tokens(answer(page))).isNotNull();
        }

        @Test
        void isAPageThatSendsItsFormToTheClientOnlyAndIsNotKept() {
            var page = ada.signIn(
                    browser, browser.open(forum.authorizationRequest(it -> it.responseMode(ResponseMode.FORM_POST))));

            assertThat(page.header("Content-Security-Policy"))
                    .contains("script-src 'self';")
                    .endsWith("form-action 'self' http://127.0.0.1:7002");
            assertThat(page.header("Cache-Control")).contains("no-store");
            assertThat(page.html().select("main form button")).hasSize(1);
            assertThat(page.html().select("script"))
                    .hasSize(1)
                    .allSatisfy(it -> assertThat(it.attr("src")).startsWith("/assets/form-post"));
        }

        @Test
        void carriesErrorsToo() {
            var silent = browser.open(forum.authorizationRequest(
                    it -> it.responseMode(ResponseMode.FORM_POST).prompt(new Prompt("none"))));
            assertThat(fields(silent)).containsEntry("error", "login_required").containsKeys("state", "iss");

            var wrong = browser.open(forum.authorizationRequest(
                    it -> it.responseMode(ResponseMode.FORM_POST).customParameter("claims", "nonsense")));
            assertThat(fields(wrong)).containsEntry("error", "invalid_request").containsKeys("state", "iss");
        }

        @Test
        void carriesARefusalOfThePerson() {
            var shop = RelyingParty.shop(issuer, "openid");
            var page = ada.signIn(
                    browser, browser.open(shop.authorizationRequest(it -> it.responseMode(ResponseMode.FORM_POST))));

            assertThat(fields(browser.submit(page, Map.of("decision", "deny"))))
                    .containsEntry("error", "access_denied");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "\"><script src=https://evil.example></script>",
                    "' autofocus onfocus='x",
                    "&quot;&amp;~&'(!=.+%/?#<>",
                    "${7*7}[[${7*7}]]",
                    "ümläut €"
                })
        void writesStateAsText(String state) {
            var page = browser.open(forum.authorizationRequest(it -> it.responseMode(ResponseMode.FORM_POST)
                    .prompt(new Prompt("none"))
                    .state(new State(state))));

            assertThat(fields(page)).containsEntry("state", state);
            assertThat(page.html().select("script")).hasSize(1);
            assertThat(page.html().select("main form > *")).hasSize(5);
        }

        @Test
        void doesNotLeadToAnAppsOwnScheme() {
            var app = RelyingParty.fieldApp(issuer).at("com.example.field:/callback");

            var page = browser.open(app.authorizationRequest(it -> it.responseMode(ResponseMode.FORM_POST)));

            assertThat(page.address()).hasScheme("com.example.field");
            assertThat(app.receive(page.address())
                            .toErrorResponse()
                            .getErrorObject()
                            .getCode())
                    .isEqualTo("invalid_request");
        }
    }

    @Test
    @DisplayName("OAuth 2.0 Multiple Response Type Encoding Practices §2.1: fragment")
    void aFragmentCarriesCodesAndErrors() {
        var silent = browser.open(forum.authorizationRequest(
                it -> it.responseMode(ResponseMode.FRAGMENT).prompt(new Prompt("none"))));
        assertThat(silent.address()).hasNoQuery();
        assertThat(forum.receive(silent.address())
                        .toErrorResponse()
                        .getErrorObject()
                        .getCode())
                .isEqualTo("login_required");

        var page = ada.signIn(
                browser, browser.open(forum.authorizationRequest(it -> it.responseMode(ResponseMode.FRAGMENT))));
        assertThat(page.address()).hasNoQuery();
        assertThat(forum.tokens(page.address())).isNotNull();
    }

    @Test
    void aQueryThatIsAskedForIsWhatEverybodyGets() {
        var page = ada.signIn(
                browser, browser.open(forum.authorizationRequest(it -> it.responseMode(ResponseMode.QUERY))));

        assertThat(forum.tokens(page.address())).isNotNull();
        assertThat(page.address()).hasNoFragment();
    }

    @Test
    void theMetadataSaysSo() {
        assertThat(forum.provider().getResponseModes())
                .containsExactlyInAnyOrder(ResponseMode.QUERY, ResponseMode.FRAGMENT, ResponseMode.FORM_POST);
    }

    private static Map<String, String> fields(Browser.Page page) {
        var fields = new LinkedHashMap<String, String>();
        page.html().select("main form input[name]").forEach(it -> fields.put(it.attr("name"), it.attr("value")));
        return fields;
    }

    /** What the client receives, as it would have come in a query. */
    private URI answer(Browser.Page page) {
        var query = fields(page).entrySet().stream()
                .map(it -> it.getKey() + "=" + URLEncoder.encode(it.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return URI.create(forum.redirectUri() + "?" + query);
    }
}
