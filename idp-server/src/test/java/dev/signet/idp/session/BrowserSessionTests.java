package dev.signet.idp.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.idp.test.TestClock;
import dev.signet.idp.test.TestDatabase;
import dev.signet.idp.test.Together;
import dev.signet.idp.user.AccountId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextImpl;

class BrowserSessionTests {

    private static final String CONTEXT = "SPRING_SECURITY_CONTEXT";
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

    private final TestDatabase database = TestDatabase.migrated();
    private final TestClock clock = new TestClock(NOW);
    private final SessionProperties properties = properties(0);
    private final BrowserSessionRepository repository = new BrowserSessionRepository(database.jdbc());
    private final SessionOriginRepository origins = new SessionOriginRepository(database.jdbc());
    private final List<Object> events = new ArrayList<>();
    private final SessionStore store =
            new SessionStore(repository, origins, properties, database.transactions(), events::add, clock);
    private final BrowserSessions sessions = new BrowserSessions(repository, properties, events::add, clock);

    private final AccountId ada = AccountId.random();

    @BeforeEach
    void account() {
        database.jdbc().sql("""
                INSERT INTO user_account (id, email, email_verified, status, claims, created_at, updated_at)
                VALUES (:id, 'ada@example.com', true, 'active', '{}', now(), now())
                """).param("id", ada.value()).update();
    }

    private static SessionProperties properties(int mostPerAccount) {
        return new SessionProperties(Duration.ofMinutes(30), Duration.ofHours(12), mostPerAccount);
    }

    @Test
    void oneSessionTooManyEndsTheOneThatWasUnusedLongestAndSaysSo() {
        var two = new SessionStore(repository, origins, properties(2), database.transactions(), events::add, clock);
        var cookies = new ArrayList<String>();
        for (var i = 0; i < 2; i++) {
            cookies.add(signIn(two).getId());
            clock.advance(Duration.ofMinutes(2));
        }
        var first = found(cookies.getFirst());
        first.setLastAccessedTime(clock.instant());
        store.save(first);
        var unused = signedIn(found(cookies.getLast())).sid();
        events.clear();

        var third = signIn(two);

        assertThat(two.findById(cookies.getFirst())).isNotNull();
        assertThat(two.findById(third.getId())).isNotNull();
        assertThat(two.findById(cookies.getLast())).isNull();
        assertThat(events)
                .filteredOn(SessionEnded.class::isInstance)
                .singleElement()
                .isEqualTo(new SessionEnded(ada, unused, "more sessions than one account may have"));
    }

    @Test
    void manySignInsAtOnceLeaveNoMoreSessionsThanThereMayBe() throws Exception {
        var three = new SessionStore(repository, origins, properties(3), database.transactions(), _ -> {}, clock);

        Together.run(12, () -> signIn(three));

        assertThat(rows()).isEqualTo(3);
    }

    @Test
    void aVisitorWhoIsNotSignedInHasNoRow() {
        store.save(store.createSession());

        assertThat(rows()).isZero();
    }

    @Test
    void theCookieHasMoreThanEnoughEntropyAndTheRowHasOnlyItsHash() {
        var id = signIn().getId();

        assertThat(id).hasSize(128);
        assertThat(database.jdbc()
                        .sql("SELECT encode(id_hash, 'hex') FROM browser_session")
                        .query(String.class)
                        .single())
                .hasSize(64)
                .isNotEqualTo(id);
    }

    @Nested
    class GivenSomebodySignedIn {

        String cookie;

        @BeforeEach
        void somebodySignsIn() {
            cookie = signIn().getId();
        }

        @Test
        void thenTheyAreKnownByTheirCookie() {
            var signedIn = signedIn(found(cookie));

            assertThat(signedIn.account()).isEqualTo(ada);
            assertThat(signedIn.authenticationMethodReferences()).containsExactly("pwd");
            assertThat(signedIn.authTime()).isEqualTo(NOW);
        }

        @Test
        void thenTheSessionEndsWhenItIsNotUsed() {
            clock.advance(Duration.ofMinutes(30));

            assertThat(store.findById(cookie)).isNull();
        }

        @Test
        void thenUseKeepsItAwakeButNotForEver() {
            for (var i = 0; i < 24; i++) {
                clock.advance(Duration.ofMinutes(29));
                var session = found(cookie);
                session.setLastAccessedTime(clock.instant());
                store.save(session);
            }
            clock.advance(Duration.ofMinutes(29));

            assertThat(store.findById(cookie)).isNull();
        }

        @Test
        void thenUseIsWrittenAtMostOnceAMinute() {
            clock.advance(Duration.ofSeconds(59));
            use();
            assertThat(lastSeen()).isEqualTo(NOW);

            clock.advance(Duration.ofSeconds(2));
            use();
            assertThat(lastSeen()).isEqualTo(clock.instant());
        }

        @Test
        void thenANewProofChangesTheCookieAndKeepsTheSession() {
            var session = found(cookie);
            var before = signedIn(session);
            clock.advance(Duration.ofMinutes(1));
            session.changeSessionId();
            session.setAttribute(CONTEXT, context(before.sid()));
            store.save(session);

            assertThat(store.findById(cookie)).isNull();
            var after = signedIn(found(session.getId()));
            assertThat(after.sid()).isEqualTo(before.sid());
            assertThat(after.authTime()).isEqualTo(clock.instant());
        }

        @Test
        void thenALockedAccountIsNotSignedInAnyMore() {
            database.jdbc().sql("UPDATE user_account SET status = 'locked'").update();

            assertThat(store.findById(cookie)).isNull();
        }

        @Test
        void thenEndingEverythingEndsThisAndSaysSo() {
            assertThat(sessions.endAll(ada, "lockdown")).isEqualTo(1);

            assertThat(store.findById(cookie)).isNull();
            assertThat(events).hasAtLeastOneElementOfType(SessionEnded.class);
        }

        @Test
        void thenWhatRanOutIsSweptOnce() {
            clock.advance(Duration.ofMinutes(31));

            assertThat(sessions.endExpired(100)).isEqualTo(1);
            assertThat(sessions.endExpired(100)).isZero();
            assertThat(rows()).isZero();
        }

        @Test
        void thenARelyingPartyKeepsItAwakeUntilItHasEnded() {
            var sid = signedIn(found(cookie)).sid();
            clock.advance(Duration.ofMinutes(29));
            assertThat(sessions.keepAlive(sid)).isTrue();

            clock.advance(Duration.ofMinutes(29));
            assertThat(store.findById(cookie)).isNotNull();

            store.deleteById(cookie);
            assertThat(sessions.keepAlive(sid)).isFalse();
        }

        private void use() {
            var session = found(cookie);
            session.setLastAccessedTime(clock.instant());
            store.save(session);
        }
    }

    private StoredSession signIn() {
        return signIn(store);
    }

    private StoredSession signIn(SessionStore at) {
        var session = at.createSession();
        session.setAttribute(CONTEXT, context(UUID.randomUUID()));
        at.save(session);
        return session;
    }

    private SecurityContext context(UUID sid) {
        return new SecurityContextImpl(new SignedIn(ada, sid, List.of(new Factor(Method.PASSWORD, clock.instant()))));
    }

    private StoredSession found(String cookie) {
        return Objects.requireNonNull(store.findById(cookie), "the session has ended");
    }

    private static SignedIn signedIn(StoredSession session) {
        SecurityContext context = session.getRequiredAttribute(CONTEXT);
        return (SignedIn) Objects.requireNonNull(context.getAuthentication());
    }

    private int rows() {
        return database.jdbc()
                .sql("SELECT count(*) FROM browser_session")
                .query(Integer.class)
                .single();
    }

    private Instant lastSeen() {
        return database.jdbc()
                .sql("SELECT last_seen_at FROM browser_session")
                .query(java.time.OffsetDateTime.class)
                .single()
                .toInstant();
    }
}
