package dev.signet.idp.federation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import dev.signet.idp.settings.IdpProperties;
import dev.signet.idp.test.AuthenticatorApp;
import dev.signet.idp.test.Browser;
import dev.signet.idp.test.LogoutReceiver;
import dev.signet.idp.test.RelyingParty;
import dev.signet.idp.test.SignetTest;
import dev.signet.idp.test.Together;
import dev.signet.idp.user.Accounts;
import dev.signet.idp.user.NewAccount;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

@SignetTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@DisplayName("OpenID Connect Back-Channel Logout 1.0, as a relying party of another provider")
class UpstreamLogoutProtocolTests {

    private static final String EVENT = "http://schemas.openid.net/event/backchannel-logout";

    @Autowired
    ApplicationContext application;

    @Autowired
    IdpProperties idp;

    @Autowired
    Accounts accounts;

    @Autowired
    JdbcClient jdbc;

    TestProviders providers;
    String subject;
    String sid;

    @BeforeAll
    void configure() {
        providers = new TestProviders(application);
    }

    @AfterAll
    void close() {
        providers.close();
    }

    @BeforeEach
    void person() {
        subject = UUID.randomUUID().toString();
        sid = UUID.randomUUID().toString();
        assertThat(accounts.create(new NewAccount(subject + "@corp.example", true, Map.of())))
                .isInstanceOf(Accounts.Creation.Created.class);
        comesWith(sid);
    }

    private void comesWith(String session) {
        providers.partner.person(subject, subject + "@corp.example", true);
        providers.partner.lie(it -> it.claim("sid", session));
    }

    @Test
    void endsTheSessionThatBeganThereAndNoOther() throws Exception {
        var here = signedIn();
        comesWith("another");
        var elsewhere = signedIn();

        var answer = post(token(it -> it.claim("sid", sid)));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
        assertThat(isSignedIn(here)).isFalse();
        assertThat(isSignedIn(elsewhere)).isTrue();
    }

    @Test
    void endsAllSessionsOfASubjectThatIsNamedAlone() throws Exception {
        var here = signedIn();
        comesWith("another");
        var elsewhere = signedIn();

        assertThat(post(token(it -> it.subject(subject))).status()).isEqualTo(200);

        assertThat(isSignedIn(here)).isFalse();
        assertThat(isSignedIn(elsewhere)).isFalse();
    }

    @Test
    void aSessionOfSomebodyElseWithTheSameNameGoesOn() throws Exception {
        var here = signedIn();

        assertThat(post(token(it -> it.subject("somebody-else").claim("sid", sid)))
                        .status())
                .isEqualTo(200);

        assertThat(isSignedIn(here)).isTrue();
    }

    @Test
    void asksForNothingThatTheProviderDoesNotKnow() throws Exception {
        assertThat(post(token(it -> it.claim("sid", "nobody-had-it"))).status()).isEqualTo(200);
    }

    @Test
    void theRelyingPartiesOfTheSessionAreTold() throws Exception {
        try (var receiver = new LogoutReceiver()) {
            var client = "told-" + UUID.randomUUID();
            jdbc.sql("""
                    INSERT INTO client (client_id, metadata, source, enabled, created_at, updated_at)
                    VALUES (:id, jsonb_build_object(
                                'redirect_uris', jsonb_build_array('http://127.0.0.1/callback'),
                                'token_endpoint_auth_method', 'none',
                                'scope', 'openid',
                                'require_consent', false,
                                'backchannel_logout_uri', CAST(:address AS text)), 'file', true, now(), now())
                    """)
                    .param("id", client)
                    .param("address", receiver.address())
                    .update();
            var party = RelyingParty.publicClient(idp.issuer(), client);
            var here = signedIn();
            var idToken = party.idToken(
                    party.tokens(here.open(party.authorizationRequest()).address()));

            post(token(it -> it.claim("sid", sid)));

            await().atMost(Duration.ofSeconds(20)).until(() -> receiver.tokens().size() == 1);
            assertThat(SignedJWT.parse(receiver.tokens().getFirst())
                            .getJWTClaimsSet()
                            .getStringClaim("sid"))
                    .isEqualTo(idToken.getStringClaim("sid"));
        }
    }

    @Test
    void aTokenCountsOnceHoweverOftenItComesAtTheSameMoment() throws Exception {
        signedIn();
        var token = token(it -> it.claim("sid", sid));

        var statuses = Together.run(6, () -> post(token).status());

        assertThat(statuses).containsOnlyOnce(200).containsOnly(200, 400);
        assertThat(post(token).body()).contains("jti");
    }

    @Test
    void aSignInThatEndedThereWhileTheSecondFactorIsAskedForBeginsNoSession() throws Exception {
        var clock = Clock.systemUTC();
        var app = AuthenticatorApp.enrol(signedIn(), clock);
        sid = UUID.randomUUID().toString();
        comesWith(sid);
        var browser = new Browser(idp.issuer());
        var asked = TestProviders.signIn(browser, "partner");
        assertThat(asked.address().getPath()).startsWith("/login/");

        post(token(it -> it.claim("sid", sid)));
        browser.submit(asked, Map.of("code", app.code(clock.instant().plusSeconds(30))));

        assertThat(isSignedIn(browser)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "iss, iss",
        "aud, aud",
        "old, iat",
        "no-iat, iat",
        "expired, exp",
        "no-events, events",
        "other-event, events",
        "nonce, nonce",
        "no-jti, jti",
        "nobody, sub or sid"
    })
    void whatBreaksARuleIsRefusedAndEndsNothing(String lie, String rule) throws Exception {
        var here = signedIn();

        var answer = post(token(it -> {
            it.claim("sid", sid);
            switch (lie) {
                case "iss" -> it.issuer("https://other.example");
                case "aud" -> it.audience("another-client");
                case "old" -> it.issueTime(Date.from(Instant.now().minus(Duration.ofMinutes(11))));
                case "no-iat" -> it.issueTime(null);
                case "expired" -> it.expirationTime(Date.from(Instant.now().minus(Duration.ofMinutes(2))));
                case "no-events" -> it.claim("events", null);
                case "other-event" -> it.claim("events", Map.of("http://schemas.openid.net/event/other", Map.of()));
                case "nonce" -> it.claim("nonce", "of an ID token");
                case "no-jti" -> it.jwtID(null);
                default -> it.claim("sid", null);
            }
        }));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
        assertThat(answer.body()).contains("invalid_request", "not accepted: " + rule);
        assertThat(isSignedIn(here)).isTrue();
    }

    @Test
    void aTokenOfAStrangerIsRefused() throws Exception {
        var here = signedIn();
        providers.partner.signWithAnotherKey();

        assertThat(post(token(it -> it.claim("sid", sid))).body()).contains("signature");

        assertThat(isSignedIn(here)).isTrue();
    }

    @Test
    void aTokenThatIsNotSignedOrOfAnotherTypeIsRefused() throws Exception {
        var here = signedIn();
        var claims = claims(it -> it.claim("sid", sid));

        for (var token :
                List.of(new PlainJWT(claims).serialize(), providers.partner.signed("at+jwt", claims), "nonsense", "")) {
            assertThat(post(token).status()).isEqualTo(400);
        }

        assertThat(isSignedIn(here)).isTrue();
    }

    @Test
    void aTokenOfOneProviderSaysNothingAtTheAddressOfAnother() throws Exception {
        var here = signedIn();
        var token = token(it -> it.claim("sid", sid));

        assertThat(post("social", token).status()).isEqualTo(400);
        assertThat(post("octo", token).status()).isEqualTo(400);
        assertThat(post("nowhere", token).status()).isEqualTo(400);

        assertThat(isSignedIn(here)).isTrue();
    }

    @Test
    void bothStandInTheAuditTrail() throws Exception {
        signedIn();
        post(token(it -> it.subject(subject)));
        post(token(it -> it.subject(subject).claim("nonce", "of an ID token")));

        assertThat(jdbc.sql("""
                SELECT details ->> 'sessions'
                  FROM audit_event e
                  JOIN upstream_identity i ON i.account_id = e.subject_id AND i.subject = :subject
                 WHERE e.action = 'federation.signed-out'
                """).param("subject", subject).query(String.class).list())
                .containsExactly("1");
        assertThat(jdbc.sql("""
                SELECT count(*) FROM audit_event
                 WHERE action = 'federation.logout-refused' AND details ->> 'rule' = 'nonce'
                """).query(Integer.class).single()).isPositive();
    }

    private Browser signedIn() {
        var browser = new Browser(idp.issuer());
        TestProviders.signIn(browser, "partner");
        assertThat(isSignedIn(browser)).isTrue();
        return browser;
    }

    private static boolean isSignedIn(Browser browser) {
        return browser.open("/account").address().getPath().equals("/account");
    }

    private String token(Consumer<JWTClaimsSet.Builder> change) throws JOSEException {
        return providers.partner.signed("logout+jwt", claims(change));
    }

    private JWTClaimsSet claims(Consumer<JWTClaimsSet.Builder> change) {
        var now = Instant.now();
        var claims = new JWTClaimsSet.Builder()
                .issuer(providers.partner.issuer())
                .audience("signet")
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plusSeconds(120)))
                .jwtID(UUID.randomUUID().toString())
                .claim("events", Map.of(EVENT, Map.of()));
        change.accept(claims);
        return claims.build();
    }

    private Browser.Page post(String token) {
        return post("partner", token);
    }

    private Browser.Page post(String provider, String token) {
        var body = "logout_token=" + URLEncoder.encode(token, StandardCharsets.UTF_8);
        return new Browser(idp.issuer())
                .send(HttpRequest.newBuilder(URI.create(idp.url("/login/provider/" + provider + "/logout")))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(body)));
    }
}
