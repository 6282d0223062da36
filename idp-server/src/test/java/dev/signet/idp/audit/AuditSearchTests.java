package dev.signet.idp.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.signet.idp.audit.AuditEvent.Outcome;
import java.net.InetAddress;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AuditSearchTests {

    private static final UUID ADA = UUID.randomUUID();
    private static final UUID EVE = UUID.randomUUID();

    private final TestAudit audit = new TestAudit();
    private final AuditSearch search = audit.search;

    @BeforeEach
    void trail() {
        write("session.started", ADA, ADA, "shop", Outcome.SUCCESS, "192.0.2.1", "request-1");
        write("session.ended", ADA, EVE, null, Outcome.SUCCESS, "192.0.2.2", "request-2");
        write("sessions.counted", null, EVE, null, Outcome.SUCCESS, "2001:db8::1", "request-3");
        write("sign-in.refused", ADA, null, "bank", Outcome.REFUSED, "192.0.2.2", "request-3");
    }

    @Test
    void findsByWhatIsAskedFor() {
        var second = TestAudit.NOW.truncatedTo(ChronoUnit.SECONDS);
        assertThat(found(AuditFilter.ALL))
                .containsExactly("sign-in.refused", "sessions.counted", "session.ended", "session.started");
        assertThat(found(AuditFilter.ALL.byActor(EVE))).containsExactly("sessions.counted", "session.ended");
        assertThat(found(AuditFilter.ALL.ofSubject(ADA)))
                .containsExactly("sign-in.refused", "session.ended", "session.started");
        assertThat(found(AuditFilter.ALL.ofClient("shop"))).containsExactly("session.started");
        assertThat(found(AuditFilter.ALL.fromAddress(InetAddress.ofLiteral("192.0.2.2"))))
                .containsExactly("sign-in.refused", "session.ended");
        assertThat(found(AuditFilter.ALL.fromAddress(InetAddress.ofLiteral("2001:DB8:0::1"))))
                .containsExactly("sessions.counted");
        assertThat(found(AuditFilter.ALL.ofRequest("request-3")))
                .containsExactly("sign-in.refused", "sessions.counted");
        assertThat(found(AuditFilter.ALL.withAction("session."))).containsExactly("session.ended", "session.started");
        assertThat(found(AuditFilter.ALL.withAction("session.ended"))).containsExactly("session.ended");
        assertThat(found(AuditFilter.ALL.endedAs(Outcome.REFUSED))).containsExactly("sign-in.refused");
        assertThat(found(AuditFilter.ALL.endedAs(Outcome.SUCCESS))).hasSize(3);
        assertThat(found(AuditFilter.ALL.between(second.plusSeconds(1), second.plusSeconds(2))))
                .containsExactly("session.ended");
        assertThat(found(AuditFilter.ALL.ofSubject(ADA).byActor(EVE))).containsExactly("session.ended");
    }

    /** Somebody who holds the table makes every search slow. */
    @Test
    void givesUpASearchThatTakesTooLong() {
        audit.database.holding(
                "LOCK TABLE audit_event IN ACCESS EXCLUSIVE MODE",
                () -> assertThatExceptionOfType(AuditSearch.TooMuchException.class)
                        .isThrownBy(() -> search.find(AuditFilter.ALL, null, 10)));
    }

    @Test
    void findsNothingForWhatCannotBeThere() {
        assertThat(found(AuditFilter.ALL.ofRequest("' OR true --"))).isEmpty();
        assertThat(found(AuditFilter.ALL.withAction("%"))).isEmpty();
        assertThat(found(AuditFilter.ALL.ofClient("a\0b"))).isEmpty();
    }

    @Test
    void showsWhatHappened() {
        var event = search.find(AuditFilter.ALL.endedAs(Outcome.REFUSED), null, 10)
                .events()
                .getFirst();

        assertThat(event.action()).isEqualTo("sign-in.refused");
        assertThat(event.outcome()).isEqualTo("refused");
        assertThat(event.subject()).isEqualTo(ADA);
        assertThat(event.clientId()).isEqualTo("bank");
        assertThat(event.address()).isEqualTo("192.0.2.2");
        assertThat(event.requestId()).isEqualTo("request-3");
        assertThat(event.details()).isEqualTo(Map.of("reason", "x"));
    }

    @Test
    void goesThroughPagesWithoutLosingOrRepeatingAnything() {
        audit.trail.append(new AuditEvents(
                List.of(TestAudit.happened("a"), TestAudit.happened("b"), TestAudit.happened("c")))); // at one moment

        var seen = new ArrayList<UUID>();
        @Nullable Position next = null;
        do {
            var page = search.find(AuditFilter.ALL, next, 2);
            assertThat(page.events()).hasSizeBetween(1, 2);
            page.events().forEach(it -> seen.add(it.id()));
            next = page.next();
        } while (next != null);

        assertThat(seen).hasSize(7).doesNotHaveDuplicates();
    }

    @Test
    void hasPagesOfABoundedSize() {
        assertThatIllegalArgumentException().isThrownBy(() -> search.find(AuditFilter.ALL, null, 201));
        assertThatIllegalArgumentException().isThrownBy(() -> search.find(AuditFilter.ALL, null, 0));
    }

    private List<String> found(AuditFilter filter) {
        return search.find(filter, null, 100).events().stream()
                .map(AuditRecord::action)
                .toList();
    }

    private void write(
            String action,
            @Nullable UUID subject,
            @Nullable UUID actor,
            @Nullable String client,
            Outcome outcome,
            String address,
            String request) {
        try (var _ = new RequestOrigin(request, address, null).bind()) {
            audit.trail.append(new TestAudit.Happened(action, subject, actor, client, outcome, Map.of("reason", "x")));
        }
        audit.clock.advance(Duration.ofSeconds(1));
    }
}
