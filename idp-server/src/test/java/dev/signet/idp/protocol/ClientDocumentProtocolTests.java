package dev.signet.idp.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.openid.connect.sdk.Prompt;
import com.nimbusds.openid.connect.sdk.token.OIDCTokens;
import dev.signet.idp.settings.IdpProperties;
import dev.signet.idp.test.Browser;
import dev.signet.idp.test.ClientDocument;
import dev.signet.idp.test.MovableClock;
import dev.signet.idp.test.Persona;
import dev.signet.idp.test.RelyingParty;
import dev.signet.idp.test.SignetTest;
import dev.signet.idp.test.TestClock;
import dev.signet.idp.test.Together;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
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
@DisplayName("draft-ietf-oauth-client-id-metadata-document: a client_id that is the address of a document")
class ClientDocumentProtocolTests {

    @Autowired
    ApplicationContext application;

    @Autowired
    IdpProperties idp;

    @Autowired
    TestClock clock;

    @Autowired
    JdbcClient jdbc;

    ClientDocument agent = new ClientDocument();
    Browser browser;
    Persona ada;

    @BeforeEach
    void somebody() {
        MovableClock.reset(clock);
        browser = new Browser(idp.issuer());
        ada = Persona.ada(application);
    }

    @AfterEach
    void stop() {
        agent.close();
    }

    @Test
    void aClientThatNobodyRegisteredGetsTokensAndRefreshesThem() {
        var relyingParty = agent.relyingParty(idp.issuer(), "openid email offline_access");

        var tokens = allow(relyingParty);

        assertThat(relyingParty
                        .userInfo(tokens.getBearerAccessToken())
                        .toSuccessResponse()
                        .getUserInfo()
                        .getEmailAddress())
                .isEqualTo(ada.email());
        assertThat(relyingParty.refresh(tokens.getRefreshToken()).indicatesSuccess())
                .isTrue();
        assertThat(agent.readings()).isOne();
        assertThat(jdbc.sql("""
                        SELECT action || ' by ' || (details ->> 'by')
                          FROM audit_event
                         WHERE client_id = :client
                           AND action LIKE 'client.%'
                        """)
                        .param("client", agent.address())
                        .query(String.class)
                        .list())
                .containsExactly("client.registered by client metadata document");
        assertThat(browser.open("/account/applications").html().text()).contains("Northwind Agent", "127.0.0.1");
    }

    @Test
    @DisplayName("RFC 8707: for the resources of the configuration, and for no others")
    void asksForAToolServer() {
        var relyingParty = agent.relyingParty(idp.issuer(), "openid");
        var tools = URI.create("https://tools.example.com/mcp");
        var other = URI.create("https://other.example.com/mcp");

        var page = ada.signIn(browser, browser.open(relyingParty.authorizationRequest(it -> it.resource(tools))));
        var code = relyingParty.code(
                browser.submit(page, Map.of("decision", "approve")).address());
        var refused = relyingParty.receive(browser.open(relyingParty.authorizationRequest(it -> it.resource(other)))
                .address());

        assertThat(relyingParty.redeem(code).indicatesSuccess()).isTrue();
        assertThat(refused.toErrorResponse().getErrorObject().getCode()).isEqualTo("invalid_target");
    }

    @Test
    void isAnnounced() {
        assertThat(browser.open("/.well-known/oauth-authorization-server").body())
                .contains("\"client_id_metadata_document_supported\":true");
    }

    @Nested
    @DisplayName("the person")
    class ThePerson {

        @Test
        void isToldWhatNobodyChecked() {
            var page = ada.signIn(
                    browser,
                    browser.open(agent.relyingParty(idp.issuer(), "openid").authorizationRequest()));

            assertThat(page.html().select(".unverified-host").text()).isEqualTo("127.0.0.1");
            assertThat(page.html().select(".unverified").text())
                    .contains("It says that it belongs to 127.0.0.1", "a program on your own device");
        }

        @Test
        void isAskedEachTimeAndNothingHappensSilently() {
            var relyingParty = agent.relyingParty(idp.issuer(), "openid");
            allow(relyingParty);
            clock.advance(Duration.ofSeconds(1));

            assertThat(browser.open(relyingParty.authorizationRequest()).html().select("button[value=approve]"))
                    .isNotEmpty();
            var silent = browser.open(relyingParty.authorizationRequest(it -> it.prompt(new Prompt("none"))));
            assertThat(relyingParty
                            .receive(silent.address())
                            .toErrorResponse()
                            .getErrorObject()
                            .getCode())
                    .isEqualTo("consent_required");
        }

        @Test
        @DisplayName("of a registered client is told nothing of the kind")
        void isNotWarnedOfOthers() {
            var page = ada.signIn(
                    browser,
                    browser.open(RelyingParty.shop(idp.issuer(), "openid").authorizationRequest()));

            assertThat(page.html().select("button[value=approve]")).isNotEmpty();
            assertThat(page.html().select(".unverified")).isEmpty();
        }
    }

    @Nested
    @DisplayName("the document")
    class TheDocument {

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "client_id | https://agent.example.com/client.json | client_id: must be the address",
                    "client_secret | not-so-secret | client_secret: a public document",
                    "client_secret_expires_at | 0 | client_secret: a public document",
                    "token_endpoint_auth_method | client_secret_basic | token_endpoint_auth_method: must be none or private_key_jwt",
                    "token_endpoint_auth_method | client_secret_post | token_endpoint_auth_method: must be none or private_key_jwt",
                    "token_endpoint_auth_method | private_key_jwt | private_key_jwt needs jwks or jwks_uri",
                    "client_uri | https://bank.example.com/ | client_uri: pages must be on the host",
                    "tos_uri | https://bank.example.com/ | client_uri: pages must be on the host"
                })
        void isRefusedWith(String member, String value, String reason) {
            agent.with(member, value);

            assertRefused(reason);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "https://bank.example.com/callback",
                    "https://127.0.0.1.example.com/callback",
                    "com.example.app:/callback",
                    "http://agent.example.com/callback",
                    "https://agent.example.com/*"
                })
        void leadsNowhereElse(String redirectUri) {
            agent.with("redirect_uris", List.of("http://127.0.0.1/callback", redirectUri));

            assertRefused("redirect_uris, number 2: ");
        }

        @Test
        void isJsonOfBoundedSizeAndNotARedirect() {
            agent.says("<html>");
            assertRefused("must be a JSON object");

            agent.says("{\"client_name\": \"" + "x".repeat(11 * 1024) + "\"}");
            assertRefused("longer than 10240 bytes");

            agent.says("{}").header("Content-Type", "text/html");
            assertRefused("content type text/html");

            agent.answers(302).header("Location", agent.address());
            assertRefused("redirects are not followed");

            agent.answers(404);
            assertRefused("status 404");
        }

        @Test
        void saysNothingThatIsForUsToSay() {
            agent.with("require_consent", false)
                    .with("require_pkce", false)
                    .with("access_token_lifetime", "1d")
                    .with("protected_resources", List.of(idp.issuer().toString()))
                    .with("grant_types", List.of("authorization_code", "client_credentials"))
                    .with("scope", "openid orders:read unheard-of");

            allow(agent.relyingParty(idp.issuer(), "openid"));

            assertThat(jdbc.sql("""
                            SELECT concat_ws(' | ', metadata ->> 'require_consent', metadata ->> 'require_pkce',
                                             metadata ->> 'access_token_lifetime', metadata ->> 'protected_resources',
                                             metadata ->> 'grant_types', metadata ->> 'scope')
                              FROM client
                             WHERE client_id = :client
                            """)
                            .param("client", agent.address())
                            .query(String.class)
                            .single())
                    .isEqualTo("true | true | PT5M | [] | [\"authorization_code\"] | openid");
        }

        @Test
        @DisplayName("§3: the address has a path without dots, and neither fragment nor user")
        void liesAtAnAddressOfThatForm() {
            for (var address : List.of(
                    agent.address() + "#part",
                    agent.address().replace("http://", "http://user@"),
                    agent.address().replace("/client.json", "/x/../client.json"),
                    agent.address().replace("/client.json", "/%2e%2e/client.json"),
                    agent.address().replace("/client.json", ""),
                    "http://10.0.0.1/client.json",
                    "https://elsewhere.example.org/client.json",
                    "ftp://127.0.0.1/client.json")) {
                var relyingParty = RelyingParty.registered(idp.issuer(), address, null, "openid");
                assertThat(browser.open(relyingParty.authorizationRequest()).status())
                        .as(address)
                        .isEqualTo(400);
            }
            assertThat(agent.readings()).isZero();
        }

        private void assertRefused(String reason) {
            clock.advance(Duration.ofSeconds(11));
            var page = browser.open(agent.relyingParty(idp.issuer(), "openid").authorizationRequest());

            assertThat(page.status()).isEqualTo(400);
            assertThat(jdbc.sql("""
                            SELECT details ->> 'reason'
                              FROM audit_event
                             WHERE client_id = :client
                               AND action = 'client-document.refused'
                               AND outcome = 'refused'
                             ORDER BY ordinal DESC
                             LIMIT 1
                            """)
                            .param("client", agent.address())
                            .query(String.class)
                            .single())
                    .contains(reason);
        }
    }

    @Nested
    @DisplayName("§4.4: caching")
    class Caching {

        @Test
        void readsAgainWhenHttpSaysSoWithinBounds() {
            agent.header("Cache-Control", "max-age=3600");
            assertReadings("at first", 1, Duration.ZERO);
            assertReadings("before its time", 1, Duration.ofMinutes(59));
            assertReadings("after its time", 2, Duration.ofMinutes(2));

            agent.header("Cache-Control", "no-store");
            assertReadings("the old word counts", 3, Duration.ofMinutes(61));
            assertReadings("not every time", 3, Duration.ofMinutes(4));
            assertReadings("but soon", 4, Duration.ofMinutes(2));

            agent.header("Cache-Control", "max-age=9999999");
            assertReadings("after the shortest time", 5, Duration.ofMinutes(6));
            assertReadings("at most for a day", 6, Duration.ofHours(25));
        }

        @Test
        void takesTheChangeThatItReads() {
            var relyingParty = agent.relyingParty(idp.issuer(), "openid");
            allow(relyingParty);

            agent.with("client_name", "Renamed Agent");
            clock.advance(Duration.ofMinutes(6));

            assertThat(browser.open(relyingParty.authorizationRequest()).html().text())
                    .contains("Renamed Agent");
        }

        @Test
        void doesWithoutForADayIfItCannotBeRead() {
            var relyingParty = agent.relyingParty(idp.issuer(), "openid offline_access");
            var refreshToken = allow(relyingParty).getRefreshToken();

            agent.answers(500);
            clock.advance(Duration.ofHours(12));
            var next = relyingParty.refresh(refreshToken);
            assertThat(next.indicatesSuccess()).isTrue();

            clock.advance(Duration.ofHours(13));
            var token = next.toSuccessResponse().getTokens().getRefreshToken();
            assertThat(relyingParty
                            .refresh(token)
                            .toErrorResponse()
                            .getErrorObject()
                            .getCode())
                    .isEqualTo("invalid_client");

            agent.answers(200);
            clock.advance(Duration.ofSeconds(11));
            assertThat(relyingParty.refresh(token).indicatesSuccess()).isTrue();
        }

        @Test
        void doesNotAskAgainAtOnceForWhatWasRefused() throws Exception {
            agent.answers(404);
            var request = agent.relyingParty(idp.issuer(), "openid").authorizationRequest();

            var statuses = Together.run(
                    8, () -> new Browser(idp.issuer()).open(request).status());

            assertThat(statuses).containsOnly(400);
            assertThat(agent.readings()).isOne();
            agent.answers(200);
            clock.advance(Duration.ofSeconds(11));
            assertThat(browser.open(request).status()).isEqualTo(200);
        }

        private void assertReadings(String when, int expected, Duration later) {
            clock.advance(later);
            browser.open(agent.relyingParty(idp.issuer(), "openid").authorizationRequest());
            assertThat(agent.readings()).as(when).isEqualTo(expected);
        }
    }

    @Test
    void staysDisabledWhateverItSays() {
        var relyingParty = agent.relyingParty(idp.issuer(), "openid");
        allow(relyingParty);
        jdbc.sql("UPDATE client SET enabled = false WHERE client_id = :client")
                .param("client", agent.address())
                .update();

        agent.with("client_name", "Another name");
        clock.advance(Duration.ofMinutes(6));

        assertThat(browser.open(relyingParty.authorizationRequest()).status()).isEqualTo(400);
    }

    @Test
    void doesNotTakeThePlaceOfARegisteredClient() {
        jdbc.sql("""
                INSERT INTO client (client_id, metadata, source, enabled, created_at, updated_at)
                VALUES (:id, '{"client_name": "Registered here", "redirect_uris": ["http://127.0.0.1/callback"],
                               "token_endpoint_auth_method": "none", "scope": "openid"}', 'file', true, now(), now())
                """).param("id", agent.address()).update();

        var page = ada.signIn(
                browser, browser.open(agent.relyingParty(idp.issuer(), "openid").authorizationRequest()));

        assertThat(page.html().text()).contains("Registered here").doesNotContain("Nobody here has checked");
        assertThat(agent.readings()).isZero();
    }

    @Test
    @DisplayName("RFC 9126: it may push its request")
    void pushesItsRequest() {
        var relyingParty = agent.relyingParty(idp.issuer(), "openid");

        var page = ada.signIn(browser, browser.open(relyingParty.authorizationRequest(relyingParty.push())));

        assertThat(page.html().text()).contains("Northwind Agent");
    }

    private OIDCTokens allow(RelyingParty relyingParty) {
        var page = ada.signIn(browser, browser.open(relyingParty.authorizationRequest()));
        return relyingParty
                .tokens(browser.submit(page, Map.of("decision", "approve")).address())
                .getOIDCTokens();
    }
}
