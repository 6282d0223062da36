package dev.signet.idp.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.idp.clientregistration.InitialAccessTokens;
import dev.signet.idp.settings.IdpProperties;
import dev.signet.idp.test.MovableClock;
import dev.signet.idp.test.SignetTest;
import dev.signet.idp.test.TestClock;
import dev.signet.idp.test.Together;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;

@SignetTest
@Import(MovableClock.class)
@TestPropertySource(
        properties = {
            "idp.client-registration.mode=token",
            "idp.client-registration.redirect-hosts=rp.example.com,*.example.org"
        })
@DisplayName("RFC 7591 §3: registration with an initial access token")
class InitialAccessTokenProtocolTests {

    private static final String CLIENT = "{\"redirect_uris\": [\"https://rp.example.com/callback\"]}";

    @Autowired
    InitialAccessTokens tokens;

    @Autowired
    IdpProperties idp;

    @Autowired
    TestClock clock;

    @Autowired
    JdbcClient jdbc;

    @BeforeEach
    void now() {
        MovableClock.reset(clock);
    }

    @Test
    void letsAsManyClientsInAsItWasMadeForThoughTheyComeAtOnce() throws Exception {
        var token = tokens.create(3, Duration.ofDays(7));

        var answers = Together.run(12, () -> register(token, CLIENT).statusCode());

        assertThat(Collections.frequency(answers, 201)).isEqualTo(3);
        assertThat(Collections.frequency(answers, 401)).isEqualTo(9);
        assertThat(register(token, CLIENT).headers().firstValue("WWW-Authenticate"))
                .hasValue("Bearer error=\"invalid_token\"");
    }

    @Test
    void isNotUsedUpByARegistrationThatIsRefused() throws Exception {
        var token = tokens.create(1, Duration.ofDays(7));

        assertThat(register(token, "{}").statusCode()).isEqualTo(400);
        assertThat(register(token, CLIENT).statusCode()).isEqualTo(201);
        assertThat(register(token, CLIENT).statusCode()).isEqualTo(401);
    }

    @Test
    void worksUntilItExpires() throws Exception {
        var token = tokens.create(2, Duration.ofHours(1));

        assertThat(register(token, CLIENT).statusCode()).isEqualTo(201);
        clock.advance(Duration.ofHours(1));
        assertThat(register(token, CLIENT).statusCode()).isEqualTo(401);
    }

    @Test
    void isAskedForBeforeAnythingElseIsSaid() throws Exception {
        var none = register(null, "{}");

        assertThat(none.statusCode()).isEqualTo(401);
        assertThat(none.headers().firstValue("WWW-Authenticate")).hasValue("Bearer");
        assertThat(register("invented", "{}").statusCode()).isEqualTo(401);
    }

    @Test
    void isInTheDatabaseAsAHashOnlyAndInTheAuditTrailNotAtAll() {
        var token = tokens.create(1, Duration.ofDays(7));

        assertThat(jdbc.sql("SELECT count(*) FROM initial_access_token WHERE token_hash = sha256(CAST(:t AS bytea))")
                        .param("t", token)
                        .query(Integer.class)
                        .single())
                .isOne();
        assertThat(jdbc.sql("SELECT details::text FROM audit_event WHERE action = 'registration-token.created'")
                        .query(String.class)
                        .list())
                .isNotEmpty()
                .noneMatch(it -> it.contains(token));
    }

    @Test
    @DisplayName("idp.client-registration.redirect-hosts: nobody registers to be sent elsewhere")
    void keepsToTheHostsOfThePolicy() throws Exception {
        var token = tokens.create(10, Duration.ofDays(7));

        assertThat(register(token, redirectingTo("https://app.example.org/callback"))
                        .statusCode())
                .isEqualTo(201);
        for (var uri : new String[] {
            "https://example.org/callback",
            "https://evilexample.org/callback",
            "https://rp.example.com.evil.example/callback",
            "http://127.0.0.1/callback",
            "com.example.app:/callback"
        }) {
            var answer = register(token, redirectingTo(uri));
            assertThat(answer.statusCode()).as(uri).isEqualTo(400);
            assertThat(answer.body()).contains("invalid_redirect_uri");
        }
    }

    @Test
    void leavesALineForEachRefusalWithoutWhatWasMadeUp() throws Exception {
        var token = tokens.create(1, Duration.ofDays(7));
        var before = refusals();

        register(null, CLIENT);
        register("invented-token", CLIENT);
        register(token, redirectingTo("https://invented.example/callback"));
        register(token, "{\"redirect_uris\": [\"https://rp.example.com/\"], \"scope\": \"invented\"}");

        assertThat(refusals().subList(before.size(), before.size() + 4))
                .containsExactly(
                        "invalid_token: no token",
                        "invalid_token: unknown, expired or used-up token",
                        "invalid_redirect_uri: redirect_uris",
                        "invalid_client_metadata: scope");
        assertThat(jdbc.sql("SELECT details::text FROM audit_event WHERE action LIKE 'client-registration.%'")
                        .query(String.class)
                        .list())
                .noneMatch(it -> it.contains("invented") || it.contains(token));
    }

    private List<String> refusals() {
        return jdbc.sql("""
                SELECT (details ->> 'error') || ': ' || (details ->> 'reason')
                  FROM audit_event
                 WHERE action = 'client-registration.refused'
                   AND outcome = 'refused'
                 ORDER BY ordinal
                """).query(String.class).list();
    }

    private static String redirectingTo(String uri) {
        return "{\"redirect_uris\": [\"" + uri + "\"]}";
    }

    private HttpResponse<String> register(@Nullable String token, String body) throws Exception {
        var request = HttpRequest.newBuilder(idp.issuer().resolve("/connect/register"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body));
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        try (var http = HttpClient.newHttpClient()) {
            return http.send(request.build(), BodyHandlers.ofString());
        }
    }
}
