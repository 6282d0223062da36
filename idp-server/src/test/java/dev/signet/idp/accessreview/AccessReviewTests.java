package dev.signet.idp.accessreview;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.idp.test.TestClock;
import dev.signet.idp.test.TestDatabase;
import dev.signet.idp.user.AccountId;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AccessReviewTests {

    private static final Instant NOW = Instant.parse("2026-11-25T10:00:00Z");
    private static final Duration DAY = Duration.ofDays(1);

    private final TestDatabase database = TestDatabase.migrated();
    private final TestClock clock = new TestClock(NOW);
    private final List<Object> events = new ArrayList<>();
    private final AccessReviews reviews = new AccessReviews(
            new UnusedAccessRepository(database.jdbc()), new ReviewRepository(database.jdbc()), events::add, clock);

    @Test
    void findsApplicationsThatNobodySignedInTo() {
        client("idle", "[\"authorization_code\"]", 200);
        client("fresh", "[\"authorization_code\"]", 10);
        client("machine", "[\"client_credentials\"]", 200);
        client("used", "[\"authorization_code\"]", 200);
        event("grant.started", null, "used", 30);
        client("refused", "[\"authorization_code\"]", 200);
        event("token.refused", null, "refused", 30);
        client("kept", "[\"authorization_code\", \"refresh_token\"]", 200);
        grant("kept", 100, 5);

        reviews.look();

        assertThat(found(FindingKind.CLIENT_UNUSED)).containsExactly("idle", "refused");
    }

    @Test
    void findsScopesThatNoApplicationGotOnceTheyWereCountedForLong() {
        scope("orders", 200);
        scope("invoices", 200);
        scope("new", 10);
        reviews.look();
        assertThat(found(FindingKind.SCOPE_UNUSED)).isEmpty();

        counted("sign-in", 100);
        counted("scope:orders", 20);
        reviews.look();

        assertThat(found(FindingKind.SCOPE_UNUSED)).containsExactly("invoices");
    }

    @Test
    void findsRolesThatNobodyHasAndPeopleWhoDoNotUseTheirs() {
        role("nobodys");
        role("held");
        var idle = somebody("held", 200);
        var active = somebody("held", 200);
        var fresh = somebody("held", 10);
        var gone = somebody("held", 200);
        sql("UPDATE user_account SET status = 'locked' WHERE id = '%s'".formatted(gone));
        event("console.used", active, null, 30);
        passkey(idle);

        reviews.look();

        assertThat(found(FindingKind.ROLE_UNHELD)).containsExactly("nobodys");
        assertThat(found(FindingKind.ROLE_UNUSED)).containsExactly(idle.toString());
        assertThat(found(FindingKind.ROLE_WITHOUT_PASSKEY))
                .containsExactlyInAnyOrder(active.toString(), fresh.toString());
    }

    @Test
    void findsSecretsThatEndOrAreOldUnlessTheyHaveASuccessor() {
        client("ending", "[\"authorization_code\"]", 10);
        secret("ending", 10, 20);
        client("renewed", "[\"authorization_code\"]", 10);
        secret("renewed", 10, 20);
        secret("renewed", 1, null);
        client("old", "[\"authorization_code\"]", 10);
        secret("old", 400, null);
        client("lax", "[\"authorization_code\"]", 10);
        sql("UPDATE client SET metadata = metadata || '{\"require_pkce\": false}' WHERE client_id = 'lax'");

        reviews.look();

        assertThat(found(FindingKind.SECRET_EXPIRING)).containsExactly("ending");
        assertThat(found(FindingKind.SECRET_OLD)).containsExactly("old");
        assertThat(found(FindingKind.CLIENT_WITHOUT_PKCE)).containsExactly("lax");
    }

    @Test
    void remembersSinceWhenAndSaysWhatIsNewOnce() {
        role("one");
        reviews.look();
        clock.advance(DAY);
        role("two");
        reviews.look();
        reviews.look();

        assertThat(reviews.findings())
                .containsExactly(
                        new Finding(FindingKind.ROLE_UNHELD, "one", NOW),
                        new Finding(FindingKind.ROLE_UNHELD, "two", NOW.plus(DAY)));
        assertThat(events).hasSize(2);
        assertThat(((AccessFound) events.getLast()).details()).containsEntry("role-unheld", "1");

        sql("DELETE FROM custom_role WHERE name = 'one'");
        reviews.look();
        assertThat(found(FindingKind.ROLE_UNHELD)).containsExactly("two");
    }

    @Test
    void keepsWhatTheReviewerHadBeforeThem() {
        var officer = new AccountId(UUID.randomUUID());
        role("one");
        reviews.look();

        var id = reviews.sign(officer, "one is needed");
        sql("DELETE FROM custom_role");
        reviews.look();

        assertThat(reviews.findings()).isEmpty();
        assertThat(reviews.findings(id)).containsExactly(new Finding(FindingKind.ROLE_UNHELD, "one", NOW));
        assertThat(reviews.reviews(10)).containsExactly(new Review(id, NOW, officer.value(), "one is needed", 1));
        assertThat(events)
                .anySatisfy(
                        it -> assertThat(it).isEqualTo(new AccessReviewed(id, officer.value(), 1, "one is needed")));
    }

    @Test
    void knowsForHowLongNobodyLooked() {
        assertThat(reviews.sinceLast()).isEmpty();

        role("held");
        somebody("held", 100);
        assertThat(reviews.sinceLast()).contains(DAY.multipliedBy(100));

        reviews.sign(new AccountId(UUID.randomUUID()), "");
        clock.advance(DAY);
        assertThat(reviews.sinceLast()).contains(DAY);
    }

    private List<String> found(FindingKind kind) {
        return reviews.findings().stream()
                .filter(it -> it.kind() == kind)
                .map(Finding::key)
                .toList();
    }

    private void client(String id, String grantTypes, int daysAgo) {
        sql("""
                INSERT INTO client (client_id, metadata, source, enabled, created_at, updated_at)
                VALUES ('%s', '{"grant_types": %s}', 'console', true, '%s', '%s')
                """.formatted(id, grantTypes, ago(daysAgo), ago(daysAgo)));
    }

    private void secret(String client, int daysAgo, @Nullable Integer endsIn) {
        sql("""
                INSERT INTO client_secret (id, client_id, hash, created_at, expires_at)
                VALUES (gen_random_uuid(), '%s', sha256(convert_to(gen_random_uuid()::text, 'UTF8')), '%s', %s)
                """.formatted(client, ago(daysAgo), endsIn == null ? "NULL" : "'" + ago(-endsIn) + "'"));
    }

    private void grant(String client, int daysAgo, int renewedDaysAgo) {
        var account = account();
        sql("""
                INSERT INTO authorization_grant (id, client_id, account_id, sid, scopes, auth_time, acr, amr, rotated_at,
                                                 created_at, idle_expires_at, expires_at)
                VALUES (gen_random_uuid(), '%s', '%s', gen_random_uuid(), '{openid}', '%s', '1fa', '{pwd}', '%s', '%s', '%s',
                        '%s')
                """.formatted(client, account, ago(daysAgo), ago(renewedDaysAgo), ago(daysAgo), ago(-1), ago(-1)));
    }

    private void scope(String name, int daysAgo) {
        sql("""
                INSERT INTO scope (name, description, claims, source, created_at, updated_at)
                VALUES ('%s', '', '{}', 'file', '%s', '%s')
                """.formatted(name, ago(daysAgo), ago(daysAgo)));
    }

    private void counted(String name, int daysAgo) {
        sql("INSERT INTO hourly_count VALUES ('%s', '%s', 1)".formatted(ago(daysAgo), name));
    }

    private void role(String name) {
        sql("""
                INSERT INTO custom_role (name, description, permissions, version, created_at, updated_at)
                VALUES ('%s', '', '{}', 1, now(), now())
                """.formatted(name));
    }

    private UUID somebody(String role, int daysAgo) {
        var account = account();
        sql("INSERT INTO role_assignment VALUES ('%s', '%s', '%s')".formatted(account, role, ago(daysAgo)));
        return account;
    }

    private UUID account() {
        var id = UUID.randomUUID();
        sql("""
                INSERT INTO user_account (id, email, email_verified, status, created_at, updated_at)
                VALUES ('%s', '%s@example.com', true, 'active', now(), now())
                """.formatted(id, id));
        return id;
    }

    private void passkey(UUID account) {
        sql("""
                INSERT INTO authenticator (id, account_id, kind, name, created_at)
                VALUES (gen_random_uuid(), '%s', 'passkey', 'key', now())
                """.formatted(account));
    }

    private void event(String action, @Nullable UUID actor, @Nullable String client, int daysAgo) {
        sql("""
                INSERT INTO audit_event (id, occurred_at, ordinal, action, outcome, actor_id, client_id, mac)
                VALUES (gen_random_uuid(), '%s', 1, '%s', 'success', %s, %s, sha256(''))
                """.formatted(
                        ago(daysAgo),
                        action,
                        actor == null ? "NULL" : "'" + actor + "'",
                        client == null ? "NULL" : "'" + client + "'"));
    }

    private static String ago(int days) {
        return NOW.minus(DAY.multipliedBy(days)).atOffset(ZoneOffset.UTC).toString();
    }

    private void sql(String statement) {
        database.jdbc().sql(statement).update();
    }
}
