package dev.signet.idp.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.openid.connect.sdk.AuthenticationErrorResponse;
import com.nimbusds.openid.connect.sdk.Prompt;
import dev.signet.idp.settings.IdpProperties;
import dev.signet.idp.test.Browser;
import dev.signet.idp.test.Persona;
import dev.signet.idp.test.RelyingParty;
import dev.signet.idp.test.SignetTest;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

@SignetTest
@DisplayName("The authorization endpoint")
class AuthorizationEndpointProtocolTests {

    private static final String CHALLENGE = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";
    private static final String VALID = "client_id=field-app&redirect_uri=http%3A%2F%2F127.0.0.1%3A7003%2Fcallback"
            + "&response_type=code&scope=openid&state=a-state&code_challenge_method=S256&code_challenge=" + CHALLENGE;

    @Autowired
    ApplicationContext application;

    @Autowired
    IdpProperties idp;

    URI issuer;
    Browser browser;

    @BeforeEach
    void visitor() {
        issuer = idp.issuer();
        browser = new Browser(issuer);
    }

    @Nested
    @DisplayName("RFC 6749 §4.1.2.1: without a certain client and redirect URI nobody is sent anywhere")
    class OnAPageOfOurs {

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "client_id=nobody",
                    "client_id=",
                    "redirect_uri=https%3A%2F%2Fevil.example%2Fcallback",
                    "redirect_uri=http%3A%2F%2F127.0.0.1%3A7003%2Fcallback%2F",
                    "redirect_uri=http%3A%2F%2F127.0.0.1%3A7003%2Fcallback%3Fadded",
                    "redirect_uri=http%3A%2F%2Flocalhost%3A7003%2Fcallback",
                    "redirect_uri=http%3A%2F%2F127.0.0.1%3A7003%2Fcallback%23fragment",
                    "redirect_uri="
                })
        void isAnErrorPage(String change) {
            var page = browser.open("/oauth2/authorize?" + changed(change));

            assertThat(page.status()).isEqualTo(400);
            assertThat(page.isOutside(issuer)).isFalse();
            assertThat(page.html().expectFirst("main").html())
                    .contains("invalid_request")
                    .doesNotContain("evil.example");
        }

        @Test
        void isAnErrorPageAlsoForARepeatedRedirectUri() {
            var page = browser.open("/oauth2/authorize?" + VALID + "&redirect_uri=https%3A%2F%2Fevil.example");

            assertThat(page.status()).isEqualTo(400);
        }

        @Test
        void isAnErrorPageForATicketThatWeDidNotIssue() {
            assertThat(browser.open("/oauth2/authorize?ticket=invented").status())
                    .isEqualTo(400);
        }
    }

    @ParameterizedTest(name = "{0} gives {1}")
    @DisplayName("RFC 6749 §4.1.2.1: every other error is told to the client, with state and issuer")
    @CsvSource({
        "response_type=,invalid_request",
        "response_type=token,unsupported_response_type",
        "response_type=code%20id_token,unsupported_response_type",
        "response_mode=jwt,invalid_request",
        "response_mode=query&response_mode=form_post,invalid_request",
        "scope=openid%20unheard-of,invalid_scope",
        "scope=openid%20orders:read,invalid_scope",
        "code_challenge=,invalid_request",
        "code_challenge=too-short,invalid_request",
        "code_challenge_method=,invalid_request",
        "code_challenge_method=plain,invalid_request",
        "prompt=none%20login,invalid_request",
        "prompt=dance,invalid_request",
        "max_age=soon,invalid_request",
        "max_age=-1,invalid_request",
        "nonce=twice&nonce=twice,invalid_request",
        "request=eyJhbGciOiJub25lIn0.e30.,request_not_supported",
        "request=nonsense,invalid_request_object",
        "request=x&request_uri=y,invalid_request",
        "request_uri=https%3A%2F%2Fexample.com%2Frequest,request_uri_not_supported",
        "registration=%7B%7D,registration_not_supported",
        "prompt=none,login_required"
    })
    void isToldToTheClient(String change, String error) {
        var page = browser.open("/oauth2/authorize?" + changed(change));

        assertThat(page.isOutside(issuer)).isTrue();
        assertThat(page.address().toString()).startsWith("http://127.0.0.1:7003/callback?");
        assertThat(query(page.address()))
                .containsEntry("error", error)
                .containsEntry("state", "a-state")
                .containsEntry("iss", issuer.toString())
                .doesNotContainKey("code");
    }

    @Test
    void aClientWithoutTheGrantIsTold() {
        var page = browser.open("/oauth2/authorize?client_id=worker&redirect_uri=https%3A%2F%2Fexample.com");

        assertThat(page.status()).isEqualTo(400);
    }

    @ParameterizedTest
    @MethodSource("states")
    @DisplayName("RFC 6749 §4.1.2: state comes back as it was sent")
    void stateComesBackAsItWasSent(String state) {
        var forum = RelyingParty.forum(issuer);
        var request =
                forum.authorizationRequest(it -> it.state(new State(state)).prompt(new Prompt("none")));

        assertThat(query(browser.open(request).address())).containsEntry("state", state);
    }

    @Test
    void anUnknownParameterIsIgnored() {
        assertThat(browser.open("/oauth2/authorize?" + VALID + "&unheard_of=1&unheard_of=2")
                        .address()
                        .getPath())
                .isEqualTo("/login");
    }

    @Test
    @DisplayName("OpenID Connect Core §3.1.2.1: a posted request survives the sign-in")
    void aPostedRequestSurvivesTheSignIn() {
        var ada = Persona.ada(application);
        var fieldApp = RelyingParty.fieldApp(issuer);
        var request = fieldApp.authorizationRequest();

        var signIn = browser.post("/oauth2/authorize", query(request));
        var callback = ada.signIn(browser, signIn).address();

        assertThat(fieldApp.tokens(callback).getTokens().getRefreshToken()).isNotNull();
    }

    @Test
    void aPostedRequestFindsTheSession() {
        var ada = Persona.ada(application);
        var fieldApp = RelyingParty.fieldApp(issuer);
        ada.signInTo(fieldApp, browser);

        var callback = browser.post("/oauth2/authorize", query(fieldApp.authorizationRequest()));

        assertThat(fieldApp.code(callback.address())).isNotNull();
    }

    @Nested
    @DisplayName("OpenID Connect Core §3.1.2.1: prompt and max_age")
    class PromptAndMaxAge {

        Persona ada;
        RelyingParty shop;

        @BeforeEach
        void signedIn() {
            ada = Persona.ada(application);
            shop = RelyingParty.shop(issuer, "openid");
            shop.tokens(ada.signInTo(shop, browser));
        }

        @Test
        void noneAnswersAtOnceWhenNothingIsLeftToAsk() {
            var again = RelyingParty.shop(issuer, "openid");
            var page = browser.open(again.authorizationRequest(it -> it.prompt(new Prompt("none"))));

            assertThat(again.code(page.address())).isNotNull();
        }

        @Test
        void noneSaysThatConsentIsMissing() {
            var more = RelyingParty.shop(issuer, "openid email");
            var page = browser.open(more.authorizationRequest(it -> it.prompt(new Prompt("none"))));

            assertThat(errorOf(more, page)).isEqualTo("consent_required");
        }

        @Test
        void loginAsksAgainAndMovesTheTimeOfAuthentication() {
            var before = shop.idToken(
                    shop.tokens(browser.open(shop.authorizationRequest()).address()));
            var page = browser.open(shop.authorizationRequest(it -> it.prompt(new Prompt("login"))));
            assertThat(page.address().getPath()).isEqualTo("/login");

            var after = shop.idToken(shop.tokens(ada.signIn(browser, page).address()));

            assertThat(after.getAuthenticationTime()).isAfterOrEqualTo(before.getAuthenticationTime());
            assertThat(after.getSessionID()).isEqualTo(before.getSessionID());
        }

        @Test
        void consentAsksAgain() {
            var page = browser.open(shop.authorizationRequest(it -> it.prompt(new Prompt("consent"))));
            assertThat(page.address().getPath()).isEqualTo("/consent");

            assertThat(shop.code(
                            browser.submit(page, Map.of("decision", "approve")).address()))
                    .isNotNull();
        }

        @Test
        void refusingConsentIsToldToTheClient() {
            var page = browser.open(shop.authorizationRequest(it -> it.prompt(new Prompt("consent"))));

            assertThat(errorOf(shop, browser.submit(page, Map.of("decision", "deny"))))
                    .isEqualTo("access_denied");
        }

        @Test
        void aSignInWithinMaxAgeIsEnough() {
            var page = browser.open(shop.authorizationRequest(it -> it.maxAge(10_000)));

            assertThat(shop.code(page.address())).isNotNull();
        }

        @Test
        void maxAgeZeroAsksAgainAndIsSatisfiedByTheAnswer() {
            var page = browser.open(shop.authorizationRequest(it -> it.maxAge(0)));
            assertThat(page.address().getPath()).isEqualTo("/login");

            assertThat(shop.code(ada.signIn(browser, page).address())).isNotNull();
        }

        @Test
        void anIdTokenHintOfSomebodyElseIsNotAnsweredForTheWrongPerson() {
            var hint = shop.tokens(browser.open(shop.authorizationRequest()).address())
                    .getOIDCTokens()
                    .getIDToken();
            var grace = Persona.ada(application);
            var other = new Browser(issuer);
            shop.tokens(grace.signInTo(shop, other));

            var page = other.open(
                    shop.authorizationRequest(it -> it.idTokenHint(hint).prompt(new Prompt("none"))));

            assertThat(errorOf(shop, page)).isEqualTo("login_required");
        }

        private static String errorOf(RelyingParty relyingParty, Browser.Page page) {
            var response = relyingParty.receive(page.address());
            assertThat(response.indicatesSuccess()).isFalse();
            return ((AuthenticationErrorResponse) response).getErrorObject().getCode();
        }
    }

    private static Stream<String> states() {
        return Stream.of("plain", "with space", "~&'(!=.+%/?#\"<>", "ümläut €", "a".repeat(1900));
    }

    /** The valid request, with {@code change} in place of the parameters that it names. */
    private static String changed(String change) {
        var name = change.substring(0, change.indexOf('='));
        var rest = Arrays.stream(VALID.split("&"))
                .filter(it -> !it.startsWith(name + "="))
                .collect(Collectors.joining("&"));
        return rest + "&" + change;
    }

    private static Map<String, String> query(URI address) {
        return Arrays.stream(address.getRawQuery().split("&"))
                .map(it -> it.split("=", 2))
                .collect(Collectors.toMap(it -> it[0], it -> URLDecoder.decode(it[1], StandardCharsets.UTF_8)));
    }
}
