package dev.signet.idp.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import dev.signet.idp.audit.AuditFilter;
import dev.signet.idp.audit.AuditRecord;
import dev.signet.idp.audit.AuditSearch;
import dev.signet.idp.settings.IdpProperties;
import dev.signet.idp.test.Browser;
import dev.signet.idp.test.Browser.Page;
import dev.signet.idp.test.Persona;
import dev.signet.idp.test.RelyingParty;
import dev.signet.idp.test.SignetTest;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

@SignetTest
@DisplayName("The audit trail explains a refusal to whoever has its request id")
class ExplainedRefusalProtocolTests {

    private static final String CHALLENGE = "&response_type=code&code_challenge_method=S256"
            + "&code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

    @Autowired
    ApplicationContext application;

    @Autowired
    AuditSearch audit;

    @Autowired
    JdbcClient jdbc;

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
    class OfTheAuthorizationEndpoint {

        @ParameterizedTest
        @CsvSource(delimiter = '|', textBlock = """
                http://127.0.0.1:7001/callback/              | redirect_uri differs at character 17; registered: http://127.0.0.1/callback and 1 more
                http://127.0.0.1/callback/                   | redirect_uri has a slash too many at its end; registered: http://127.0.0.1/callback and 1 more
                http://127.0.0.1/Callback                    | redirect_uri differs at character 18, in upper or lower case; registered: http://127.0.0.1/callback and 1 more
                http://127.0.0.1/other?with=questions        | redirect_uri differs at character 32; registered: http://127.0.0.1/other?with=query and 1 more
                """)
        void saysWhereTheRedirectUriDiffers(String redirectUri, String explanation) {
            var page = browser.open("/oauth2/authorize?client_id=shop&redirect_uri="
                    + URLEncoder.encode(redirectUri, StandardCharsets.UTF_8) + CHALLENGE);

            assertThat(page.status()).isEqualTo(400);
            assertThat(page.body()).contains(requestId(page)).doesNotContain("registered: ");
            var event = eventOf(page);
            assertThat(event.action()).isEqualTo("authorization.refused");
            assertThat(event.outcome()).isEqualTo("refused");
            assertThat(event.clientId()).isEqualTo("shop");
            assertThat(event.details()).isEqualTo(Map.of("error", "invalid_request", "explanation", explanation));
        }

        @Test
        void saysThatThereIsNoSuchClient() {
            var event = eventOf(browser.open("/oauth2/authorize?client_id=shopp" + CHALLENGE));

            assertThat(event.clientId()).isEqualTo("shopp");
            assertThat(event.details()).containsEntry("explanation", "no enabled client has this client_id");
        }

        @Test
        void repeatsNothingThatIsNoClientId() {
            var event = eventOf(browser.open("/oauth2/authorize?client_id=%3Cscript%3E%0D%0A" + CHALLENGE));

            assertThat(event.clientId()).isNull();
            assertThat(event.details()).containsEntry("explanation", "no enabled client has this client_id");
        }

        @Test
        void saysThatARedirectUriIsMissing() {
            assertThat(eventOf(browser.open("/oauth2/authorize?client_id=shop" + CHALLENGE))
                            .details())
                    .containsEntry("explanation", "redirect_uri is missing or repeated");
        }

        @Test
        void namesTheScopesThatTheClientMayNotHave() {
            var page = browser.send(HttpRequest.newBuilder(issuer.resolve("/oauth2/authorize?client_id=forum"
                    + "&redirect_uri=http%3A%2F%2F127.0.0.1%2Fcallback&scope=openid+orders%3Aread+%C3%A4"
                    + CHALLENGE)));

            assertThat(eventOf(page).details())
                    .isEqualTo(Map.of(
                            "error", "invalid_scope", "explanation", "not registered for this client: orders:read"));
        }
    }

    @Nested
    class OfTheTokenEndpoint {

        private RelyingParty forum;
        private String code;

        @BeforeEach
        void code() {
            forum = RelyingParty.forum(issuer);
            code = forum.code(Persona.ada(application).signInTo(forum, browser)).getValue();
        }

        @Test
        void saysThatTheVerifierIsAnother() {
            var page = redeem(code, "http://127.0.0.1:7002/callback", new CodeVerifier().getValue());

            var event = eventOf(page);
            assertThat(event.action()).isEqualTo("token.refused");
            assertThat(event.clientId()).isEqualTo("forum");
            assertThat(event.details())
                    .isEqualTo(Map.of(
                            "error",
                            "invalid_grant",
                            "explanation",
                            "the SHA-256 of code_verifier is not the code_challenge of the authorization request"));
        }

        @Test
        void saysThatTheVerifierIsMissing() {
            assertThat(explanation(redeem(code, "http://127.0.0.1:7002/callback", "")))
                    .isEqualTo("code_verifier is missing");
        }

        @Test
        void saysWhereTheRedirectUriDiffers() {
            assertThat(explanation(redeem(
                            code,
                            "http://127.0.0.1:7009/callback",
                            forum.verifier().getValue())))
                    .isEqualTo("redirect_uri differs at character 21; the authorization request had"
                            + " http://127.0.0.1:7002/callback");
        }

        @Test
        void saysThatTheCodeExpired() {
            jdbc.sql(
                            "UPDATE authorization_code SET expires_at = now() - interval '90 seconds' WHERE consumed_at IS NULL"
                                    + " AND client_id = 'forum'")
                    .update();

            assertThat(explanation(redeem(
                            code,
                            "http://127.0.0.1:7002/callback",
                            forum.verifier().getValue())))
                    .matches("the code expired 9[0-9] seconds before");
        }

        @Test
        void saysThatThereIsNoSuchCode() {
            assertThat(explanation(redeem("made-up", "http://127.0.0.1:7002/callback", "")))
                    .isEqualTo("there is no such code: it was never issued, or it ended long ago");
        }

        @Test
        void saysThatTheCodeIsOfAnotherClient() {
            var page = token(
                    "shop",
                    Map.of(
                            "grant_type",
                            "authorization_code",
                            "code",
                            code,
                            "redirect_uri",
                            "http://127.0.0.1:7002/callback",
                            "code_verifier",
                            forum.verifier().getValue()));

            assertThat(explanation(page)).isEqualTo("the code was issued to another client");
        }

        @Test
        void saysThatTheSessionHasEnded() {
            jdbc.sql("DELETE FROM browser_session WHERE sid IN (SELECT sid FROM authorization_code"
                            + " WHERE client_id = 'forum' AND consumed_at IS NULL)")
                    .update();

            assertThat(explanation(redeem(
                            code,
                            "http://127.0.0.1:7002/callback",
                            forum.verifier().getValue())))
                    .startsWith("the session in which the code was issued has ended");
        }

        @Test
        void leavesNoSecretBehind() {
            redeem(code, "http://127.0.0.1:7002/callback", "a-verifier-that-is-long-enough-to-be-one-0123456");

            assertThat(audit.find(AuditFilter.ALL.withAction("token.refused"), null, 50)
                            .events())
                    .noneMatch(
                            it -> it.toString().contains(code) || it.toString().contains("a-verifier"));
        }

        private Page redeem(String code, String redirectUri, String verifier) {
            return token(
                    "forum",
                    Map.of(
                            "grant_type", "authorization_code",
                            "code", code,
                            "redirect_uri", redirectUri,
                            "code_verifier", verifier));
        }
    }

    @Test
    void namesTheScopesThatAClientMayNotHaveForItself() {
        var page = token("worker", Map.of("grant_type", "client_credentials", "scope", "orders:read orders:write"));

        var event = eventOf(page);
        assertThat(event.clientId()).isEqualTo("worker");
        assertThat(event.details())
                .isEqualTo(Map.of(
                        "error", "invalid_scope", "explanation", "not registered for this client: orders:write"));
    }

    @Test
    void saysWhatElseIsWrong() {
        assertThat(eventOf(token("worker", Map.of("grant_type", "password"))).details())
                .containsEntry("error", "unsupported_grant_type");
        assertThat(explanation(token("shop", Map.of("grant_type", "refresh_token", "refresh_token", "x"))))
                .isEqualTo("The refresh token is unknown, expired or revoked, or bound to another key");
    }

    @Test
    void saysWhyAClientWasNotLetIn() {
        var request =
                post(Map.of("grant_type", "client_credentials")).header("Authorization", basic("worker", "wrong"));

        var event = eventOf(browser.send(request));

        assertThat(event.action()).isEqualTo("client-authentication.refused");
        assertThat(event.clientId()).isEqualTo("worker");
        assertThat(event.details()).containsEntry("reason", "wrong-secret");
    }

    private Page token(String client, Map<String, String> form) {
        return browser.send(post(form).header("Authorization", basic(client, client + "-secret-for-tests-0123456789")));
    }

    private HttpRequest.Builder post(Map<String, String> form) {
        var body = form.entrySet().stream()
                .map(it -> it.getKey() + "=" + URLEncoder.encode(it.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return HttpRequest.newBuilder(issuer.resolve("/oauth2/token"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(body));
    }

    private static String basic(String client, String secret) {
        var pair = client + ":" + secret;
        return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }

    private static String requestId(Page page) {
        return page.header("X-Request-Id");
    }

    private String explanation(Page page) {
        return eventOf(page).details().getOrDefault("explanation", "");
    }

    private AuditRecord eventOf(Page page) {
        var events =
                audit.find(AuditFilter.ALL.ofRequest(requestId(page)), null, 10).events();
        assertThat(events).hasSize(1);
        return events.getFirst();
    }
}
