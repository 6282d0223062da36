package dev.signet.idp.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenIntrospectionRequest;
import com.nimbusds.oauth2.sdk.token.AccessToken;
import com.nimbusds.oauth2.sdk.token.BearerAccessToken;
import com.nimbusds.oauth2.sdk.token.RefreshToken;
import com.nimbusds.openid.connect.sdk.Prompt;
import dev.signet.idp.database.LocalPostgres;
import dev.signet.idp.test.Browser;
import dev.signet.idp.test.OwnClient;
import dev.signet.idp.test.RelyingParty;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * What an operation costs beside many people and grants, and which tables are read from end to end for it. Not part of the
 * gate: {@code docs/performance-scale.md} has the command and what came out.
 */
@EnabledIfSystemProperty(named = "scale.people", matches = "\\d+")
@DisplayName("At scale")
class ScaleRunTests {

    private static final String EMAIL = "ada@example.com";
    private static final String PASSWORD = "correct horse battery staple";
    private static final long PEOPLE = Long.getLong("scale.people", 1_000);
    private static final long GRANTS = Long.getLong("scale.grants", PEOPLE);
    private static final int SIGN_INS = 20;
    private static final int TIMES = 500;

    @TempDir
    Path folder;

    private final Map<String, Double> milliseconds = new TreeMap<>();

    /** A sign-in whose tokens are used among all the others. */
    private static final class SignIn {

        private final Browser browser;
        private final RelyingParty app;
        private RefreshToken refreshToken;
        private AccessToken accessToken;

        SignIn(Browser browser, RelyingParty app, RefreshToken refreshToken, AccessToken accessToken) {
            this.browser = browser;
            this.app = app;
            this.refreshToken = refreshToken;
            this.accessToken = accessToken;
        }
    }

    @Test
    void costsTheSameHoweverManyThereAre() throws Exception {
        try (var signet = new SignetProcess(folder).awaitReady();
                var database = new LocalPostgres(signet.data().resolve("postgres"), _ -> {})) {
            importAda(signet);
            var jdbc = JdbcClient.create(new DriverManagerDataSource(
                    database.jdbcUrl(),
                    database.owner().username(),
                    database.owner().password()));
            fill(jdbc);
            var signIns = signIns(signet);
            warmUp(signIns);
            var before = scans(jdbc);

            measure("refresh", signIns, it -> {
                var tokens = it.app.refresh(it.refreshToken).toSuccessResponse().getTokens();
                it.refreshToken = tokens.getRefreshToken();
                it.accessToken = tokens.getAccessToken();
                return true;
            });
            measure("introspect", signIns, it -> introspect(signet, it));
            measure(
                    "userinfo",
                    signIns,
                    it -> it.app
                            .userInfo(new BearerAccessToken(it.accessToken.getValue()))
                            .indicatesSuccess());
            measure(
                    "authorize with a session, to a code",
                    signIns,
                    it -> it.app
                                    .code(it.browser
                                            .open(it.app.authorizationRequest(
                                                    asked -> asked.prompt(new Prompt("none"))))
                                            .address())
                                    .getValue()
                                    .length()
                            > 0);
            var after = scans(jdbc);

            report(jdbc, before, after);
            assertThat(after)
                    .as("tables of people, sessions and grants that were read from end to end")
                    .isEqualTo(before);
        }
    }

    private interface Operation {

        boolean on(SignIn signIn) throws Exception;
    }

    /** The median, as somebody else may use the machine too. */
    private void measure(String name, List<SignIn> signIns, Operation operation) throws Exception {
        var times = new double[TIMES];
        for (var i = 0; i < TIMES; i++) {
            var start = System.nanoTime();
            assertThat(operation.on(signIns.get(i % signIns.size()))).as(name).isTrue();
            times[i] = (System.nanoTime() - start) / 1e6;
        }
        Arrays.sort(times);
        milliseconds.put(name, times[TIMES / 2]);
    }

    private void warmUp(List<SignIn> signIns) throws Exception {
        for (var round = 0; round < 10; round++) {
            for (var it : signIns) {
                assertThat(it.app
                                .userInfo(new BearerAccessToken(it.accessToken.getValue()))
                                .indicatesSuccess())
                        .isTrue();
                it.app.code(it.browser
                        .open(it.app.authorizationRequest(asked -> asked.prompt(new Prompt("none"))))
                        .address());
            }
        }
    }

    /** A tenth of the grants and sessions is over, so that sweeping has something to do. */
    private void fill(JdbcClient jdbc) {
        timed("people", () -> jdbc.sql("""
                INSERT INTO user_account (id, email, email_verified, status, claims, created_at, updated_at)
                SELECT md5('person' || n)::uuid, 'person' || n || '@example.org', true, 'active',
                       jsonb_build_object('name', 'Person ' || n), now(), now()
                  FROM generate_series(1, :people) n
                """).param("people", PEOPLE).update());
        timed("identifiers", () -> jdbc.sql("""
                INSERT INTO user_identifier (kind, value, account_id)
                SELECT 'email', 'person' || n || '@example.org', md5('person' || n)::uuid
                  FROM generate_series(1, :people) n
                """).param("people", PEOPLE).update());
        timed("sessions", () -> jdbc.sql("""
                INSERT INTO browser_session (id_hash, sid, account_id, methods, methods_at, created_at, last_seen_at,
                                             idle_expires_at, expires_at)
                SELECT sha256(n::text::bytea), md5('session' || n)::uuid, md5('person' || n)::uuid, '{password}',
                       ARRAY[now()], now(), now(),
                       now() + CASE WHEN n % 10 = 0 THEN interval '-1 hour' ELSE interval '6 hours' END,
                       now() + interval '12 hours'
                  FROM generate_series(1, :people) n
                """).param("people", PEOPLE).update());
        timed(
                "grants",
                () -> jdbc.sql("""
                INSERT INTO authorization_grant (id, client_id, account_id, sid, scopes, auth_time, acr, amr, generation,
                                                 rotated_at, created_at, idle_expires_at, expires_at)
                SELECT md5('grant' || n)::uuid, 'patient-app', md5('person' || (1 + n % :people))::uuid,
                       md5('session' || (1 + n % :people))::uuid, '{openid,offline_access}', now(), '1fa', '{pwd}', 3,
                       now() - interval '1 day', now() - interval '9 days',
                       now() + CASE WHEN n % 10 = 0 THEN interval '-30 days' ELSE interval '6 days' END,
                       now() + CASE WHEN n % 10 = 0 THEN interval '-30 days' ELSE interval '20 days' END
                  FROM generate_series(1, :grants) n
                """)
                        .param("people", PEOPLE)
                        .param("grants", GRANTS)
                        .update());
        timed("analyze", () -> jdbc.sql("ANALYZE").update());
    }

    private void timed(String what, Callable<Integer> step) {
        var start = System.nanoTime();
        try {
            step.call();
        } catch (Exception e) {
            throw new AssertionError(what, e);
        }
        milliseconds.put("(fill) " + what, (System.nanoTime() - start) / 1e6);
    }

    private List<SignIn> signIns(SignetProcess signet) {
        var signIns = new ArrayList<SignIn>();
        for (var i = 0; i < SIGN_INS; i++) {
            var browser = new Browser(signet.issuer());
            var app = RelyingParty.registered(
                    signet.issuer(),
                    "shop",
                    OwnClient.basicOf("shop"),
                    Scope.parse("openid").toString());
            var page = browser.submit(
                    browser.open(app.authorizationRequest()), Map.of("username", EMAIL, "password", PASSWORD));
            if (page.status() == 200) {
                page = browser.submit(page, Map.of("decision", "approve"));
            }
            var tokens = app.tokens(page.address()).getTokens();
            signIns.add(new SignIn(browser, app, tokens.getRefreshToken(), tokens.getAccessToken()));
        }
        return signIns;
    }

    private static boolean introspect(SignetProcess signet, SignIn it) throws Exception {
        var request = new TokenIntrospectionRequest(
                signet.issuer().resolve("/oauth2/introspect"), OwnClient.basicOf("shop"), it.accessToken);
        return request.toHTTPRequest().send().getBody().contains("\"active\":true");
    }

    /** How often each large table was read from end to end so far. */
    private static Map<String, Long> scans(JdbcClient jdbc) {
        jdbc.sql("SELECT pg_stat_force_next_flush()").query().listOfRows();
        var scans = new TreeMap<String, Long>();
        jdbc.sql("""
                SELECT relname, seq_scan
                  FROM pg_stat_user_tables
                 WHERE relname IN ('user_account', 'user_identifier', 'browser_session', 'authorization_grant')
                """)
                .query((row, _) -> scans.put(row.getString("relname"), row.getLong("seq_scan")))
                .list();
        return scans;
    }

    private void report(JdbcClient jdbc, Map<String, Long> before, Map<String, Long> after) throws Exception {
        var report = new ArrayList<String>();
        report.add("people %,d, grants %,d".formatted(PEOPLE, GRANTS));
        milliseconds.forEach((name, time) -> report.add("%-40s %10.2f ms".formatted(name, time)));
        report.add("sequential scans before " + before + ", after " + after);
        report.add("size of the database: "
                + jdbc.sql("SELECT pg_size_pretty(pg_database_size(current_database()))")
                        .query(String.class)
                        .single());
        explain(jdbc, report, """
                DELETE FROM authorization_grant
                 WHERE id IN (SELECT id FROM authorization_grant
                               WHERE expires_at < now() - interval '1 day'
                               ORDER BY expires_at LIMIT 1000 FOR UPDATE SKIP LOCKED)
                """);
        explain(jdbc, report, """
                UPDATE authorization_grant SET generation = generation + 1
                 WHERE id = md5('grant1')::uuid AND generation = 3 AND revoked_at IS NULL
                   AND EXISTS (SELECT FROM user_account WHERE id = account_id AND status = 'active')
                """);
        explain(jdbc, report, "SELECT * FROM browser_session WHERE id_hash = sha256('1')");
        explain(jdbc, report, "SELECT count(*) FROM authorization_grant WHERE account_id = md5('person1')::uuid");
        var file = Path.of("target", "scale-%d-%d.txt".formatted(PEOPLE, GRANTS));
        Files.write(file, report);
        report.forEach(System.out::println);
    }

    private static void explain(JdbcClient jdbc, List<String> report, String statement) {
        report.add("");
        report.addAll(jdbc.sql("EXPLAIN (ANALYZE, BUFFERS) " + statement)
                .query((row, _) -> row.getString(1))
                .list());
    }

    private void importAda(SignetProcess signet) throws Exception {
        var people = folder.resolve("people.jsonl");
        Files.writeString(people, """
                {"email": "%s", "email_verified": true, "name": "Ada Lovelace", "password": "%s"}
                """.formatted(EMAIL, PASSWORD));
        assertThat(signet.run("users", "import", people.toString())).isZero();
    }
}
