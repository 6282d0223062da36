package dev.signet.idp.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.oauth2.sdk.ErrorObject;
import com.nimbusds.oauth2.sdk.PushedAuthorizationResponse;
import com.nimbusds.oauth2.sdk.ResponseMode;
import com.nimbusds.openid.connect.sdk.Nonce;
import com.nimbusds.openid.connect.sdk.Prompt;
import dev.signet.idp.crypto.TokenHash;
import dev.signet.idp.settings.IdpProperties;
import dev.signet.idp.test.Browser;
import dev.signet.idp.test.Persona;
import dev.signet.idp.test.RelyingParty;
import dev.signet.idp.test.SignetTest;
import dev.signet.idp.test.TestRegistration;
import dev.signet.idp.test.Together;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

@SignetTest
@DisplayName("RFC 9126: pushed authorization requests")
class PushedRequestProtocolTests {

    private static final JsonMapper JSON = new JsonMapper();
    private static final String VALID = "response_type=code&scope=openid&code_challenge_method=S256"
            + "&redirect_uri=http%3A%2F%2F127.0.0.1%3A7002%2Fcallback"
            + "&code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

    @Autowired
    ApplicationContext application;

    @Autowired
    IdpProperties idp;

    @Autowired
    JdbcClient jdbc;

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
    @DisplayName("§2: the endpoint")
    class Endpoint {

        @Test
        @DisplayName("§2.2: answers 201 with a request_uri and its life")
        void answersWithARequestUriAndItsLife() {
            var page = push("forum", VALID);

            assertThat(page.status()).isEqualTo(201);
            assertThat(page.header("Content-Type")).startsWith("application/json");
            assertThat(page.header("Cache-Control")).contains("no-store");
            var body = JSON.readTree(page.body());
            assertThat(body.get("request_uri").asString())
                    .matches("urn:ietf:params:oauth:request_uri:[A-Za-z0-9_-]{43}");
            assertThat(body.get("expires_in").asInt()).isEqualTo(60);
        }

        @Test
        void keepsNothingThatARequestUriCouldBeReadFrom() {
            var requestUri = forum.push().toString();

            assertThat(jdbc.sql("SELECT pushed_request::text FROM pushed_request WHERE request_hash = :hash")
                            .param("hash", TokenHash.of(requestUri).bytes())
                            .query(String.class)
                            .single())
                    .doesNotContain(requestUri.substring(requestUri.lastIndexOf(':') + 1));
        }

        @Test
        void wantsTheClientToAuthenticate() {
            var wrong = browser.send(post(VALID).header("Authorization", basic("forum", "wrong")));
            assertThat(wrong.status()).isEqualTo(401);
            assertThat(error(wrong)).isEqualTo("invalid_client");

            var nothing = browser.send(post(VALID + "&client_id=forum"));
            assertThat(nothing.status()).isEqualTo(400);
            assertThat(error(nothing)).isEqualTo("invalid_client");
        }

        @Test
        void wantsNobodyElseToBeNamed() {
            assertThat(error(push("forum", VALID + "&client_id=shop"))).isEqualTo("invalid_request");
        }

        @ParameterizedTest
        @ValueSource(strings = {"GET", "PUT", "DELETE"})
        @DisplayName("§2.3: other methods are answered by 405")
        void takesPostOnly(String method) {
            var request = HttpRequest.newBuilder(issuer.resolve("/oauth2/par"))
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .header("Authorization", basic("forum", "forum-secret-for-tests-0123456789"))
                    .method(method, BodyPublishers.ofString(VALID));

            assertThat(browser.send(request).status()).isEqualTo(405);
        }

        @ParameterizedTest(name = "{0} gives {1}")
        @DisplayName("§2.1 and §2.3: every check of the request runs here")
        @CsvSource({
            "request_uri=urn:ietf:params:oauth:request_uri:x,invalid_request",
            "request_uri=https%3A%2F%2Fexample.com,invalid_request",
            "redirect_uri=https%3A%2F%2Fevil.example,invalid_request",
            "redirect_uri=,invalid_request",
            "response_type=,invalid_request",
            "response_type=token,unsupported_response_type",
            "response_mode=jwt,invalid_request",
            "scope=openid%20profile,invalid_scope",
            "code_challenge=,invalid_request",
            "code_challenge_method=plain,invalid_request",
            "prompt=dance,invalid_request",
            "max_age=soon,invalid_request",
            "claims=nonsense,invalid_request",
            "registration=%7B%7D,registration_not_supported",
            "nonce=twice&nonce=twice,invalid_request",
            "redirect_uri=x&redirect_uri=x,invalid_request"
        })
        void refuses(String change, String error) {
            var page = push("forum", changed(change));

            assertThat(page.status()).isEqualTo(400);
            assertThat(error(page)).isEqualTo(error);
            assertThat(page.header("Cache-Control")).contains("no-store");
        }

        @Test
        void refusesAClientWithoutTheGrant() {
            assertThat(error(push("worker", VALID))).isEqualTo("invalid_request");
        }

        @Test
        void refusesAParameterThatNobodyNeedsSoLong() {
            assertThat(error(push("forum", VALID + "&state=" + "s".repeat(2001))))
                    .isEqualTo("invalid_request");
            assertThat(push("forum", VALID + "&nonce=%00").status()).isEqualTo(400);
        }
    }

    @Nested
    @DisplayName("§4: the authorization request")
    class Visit {

        @Test
        void needsNothingButClientIdAndRequestUri() {
            var page = ada.signIn(browser, browser.open(forum.authorizationRequest(forum.push())));

            assertThat(forum.tokens(page.address())).isNotNull();
        }

        @Test
        void mayBePostedToo() {
            var page = browser.post(
                    "/oauth2/authorize",
                    Map.of("client_id", "forum", "request_uri", forum.push().toString()));

            assertThat(forum.tokens(ada.signIn(browser, page).address())).isNotNull();
        }

        @Test
        @DisplayName("RFC 9101 §6.3: other parameters are ignored")
        void ignoresOtherParameters() {
            var address = forum.authorizationRequest(forum.push()) + "&state=other&nonce=other&scope=unheard-of"
                    + "&redirect_uri=https%3A%2F%2Fevil.example&prompt=none&response_type=token";

            var page = ada.signIn(browser, browser.open(URI.create(address)));

            assertThat(forum.tokens(page.address())).isNotNull();
        }

        @Test
        void keepsWhatWasPushed() {
            var response = forum.push(it -> it.prompt(new Prompt("none"))
                    .responseMode(ResponseMode.FORM_POST)
                    .nonce(new Nonce("n".repeat(384))));

            var page = browser.open(forum.authorizationRequest(requestUri(response)));

            assertThat(page.html().expectFirst("input[name=error]").val()).isEqualTo("login_required");
        }

        @Test
        void worksAgainUntilSomebodyHasSignedIn() {
            var request = forum.authorizationRequest(forum.push());
            assertThat(browser.open(request).address().getPath()).isEqualTo("/login");

            var second = browser.open(request);
            assertThat(second.address().getPath()).isEqualTo("/login");
            assertThat(forum.code(ada.signIn(browser, second).address())).isNotNull();
        }

        @Test
        void doesNotWorkAgainAfterwards() {
            var request = forum.authorizationRequest(forum.push());
            var signIn = browser.open(request);
            forum.code(ada.signIn(browser, signIn).address());

            assertRefused(browser.open(request));
        }

        @Test
        @DisplayName("§7.3: whoever was on the way with the same request gets no second code")
        void givesOneCodeHoweverManySignInsBegan() {
            var request = forum.authorizationRequest(forum.push());
            var first = browser.open(request);
            var elsewhere = new Browser(issuer);
            var second = elsewhere.open(request);
            forum.code(ada.signIn(browser, first).address());

            var late = forum.receive(ada.signIn(elsewhere, second).address());

            assertThat(late.toErrorResponse().getErrorObject().getCode()).isEqualTo("invalid_request_uri");
        }

        @Test
        void givesOneCodeToManyVisitsAtOnce() throws Exception {
            ada.signInTo(forum, browser);
            var request = forum.authorizationRequest(forum.push());

            var answers = Together.run(12, () -> browser.open(request));

            assertThat(answers.stream().filter(it -> it.address().toString().contains("code=")))
                    .hasSize(1);
            assertThat(answers).allSatisfy(it -> assertThat(it.status()).isIn(302, 303, 400));
        }

        @Test
        void isNotForAnotherClient() {
            var requestUri = forum.push();

            assertRefused(browser.open(RelyingParty.legacy(issuer).authorizationRequest(requestUri)));
        }

        @Test
        void endsWithItsTimeButASignInThatBeganInTimeGoesOn() {
            var requestUri = forum.push();
            var signIn = browser.open(forum.authorizationRequest(requestUri));
            jdbc.sql("UPDATE pushed_request SET expires_at = now() WHERE request_hash = :hash")
                    .param("hash", TokenHash.of(requestUri.toString()).bytes())
                    .update();

            assertRefused(new Browser(issuer).open(forum.authorizationRequest(requestUri)));
            assertThat(forum.code(ada.signIn(browser, signIn).address())).isNotNull();
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "urn:ietf:params:oauth:request_uri:invented",
                    "urn:ietf:params:oauth:request_uri:",
                    "urn%3A%00"
                })
        void isAnErrorPageForARequestUriThatWeDidNotGive(String requestUri) {
            var page = browser.open("/oauth2/authorize?client_id=forum&request_uri=" + requestUri);

            assertThat(page.status()).isEqualTo(400);
            assertThat(page.isOutside(issuer)).isFalse();
        }

        @Test
        void doesNotTakeARequestUriTwice() {
            var request = forum.authorizationRequest(forum.push());

            assertThat(browser.open(URI.create(request + "&request_uri=x")).status())
                    .isEqualTo(400);
        }

        private void assertRefused(Browser.Page page) {
            assertThat(page.status()).isEqualTo(400);
            assertThat(page.html().expectFirst("main").text()).contains("invalid_request_uri");
        }
    }

    @Nested
    @DisplayName("§6: a client that has to push")
    class Required {

        RelyingParty pusher;

        @BeforeEach
        void register() {
            pusher = RelyingParty.publicClient(
                    issuer, TestRegistration.publicClient(jdbc, Map.of("require_pushed_authorization_requests", true)));
        }

        @Test
        void getsAnErrorForARequestThatItDidNotPush() {
            var answer =
                    pusher.receive(browser.open(pusher.authorizationRequest()).address());

            assertThat(answer.toErrorResponse().getErrorObject().getCode()).isEqualTo("invalid_request");
        }

        @Test
        void getsACodeForOneThatItPushed() {
            var page = ada.signIn(browser, browser.open(pusher.authorizationRequest(pusher.push())));

            assertThat(pusher.code(page.address())).isNotNull();
        }
    }

    @Test
    @DisplayName("§5: the metadata says so")
    void theMetadataSaysSo() {
        assertThat(forum.provider().getPushedAuthorizationRequestEndpointURI()).hasPath("/oauth2/par");
        assertThat(forum.provider().requiresPushedAuthorizationRequests()).isFalse();
    }

    private static URI requestUri(PushedAuthorizationResponse response) {
        assertThat(response.indicatesSuccess())
                .as(() -> String.valueOf(errorOf(response)))
                .isTrue();
        return response.toSuccessResponse().getRequestURI();
    }

    private static ErrorObject errorOf(PushedAuthorizationResponse response) {
        return response.toErrorResponse().getErrorObject();
    }

    private Browser.Page push(String client, String form) {
        return browser.send(post(form).header("Authorization", basic(client, client + "-secret-for-tests-0123456789")));
    }

    private HttpRequest.Builder post(String form) {
        return HttpRequest.newBuilder(issuer.resolve("/oauth2/par"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form));
    }

    private static String basic(String client, String secret) {
        var pair = client + ":" + secret;
        return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }

    /** The valid request, with {@code change} in place of the parameter that it names. */
    private static String changed(String change) {
        var name = change.substring(0, change.indexOf('='));
        return ("&" + VALID).replaceFirst("&" + name + "=[^&]*", "").substring(1) + "&" + change;
    }

    private static String error(Browser.Page page) {
        return page.body().startsWith("{")
                ? JSON.readTree(page.body()).path("error").asString("")
                : "";
    }
}
