package dev.signet.idp.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AuditUpkeepTests {

    private final TestAudit audit = new TestAudit();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final List<Object> events = new ArrayList<>();

    @Test
    void saysEachNightWhetherTheTrailIsIntact() {
        var upkeep = upkeep(true);
        audit.sealed("one", "two");
        assertThat(intact()).isNaN();

        upkeep.verify();
        assertThat(intact()).isEqualTo(1);

        audit.asOwner("DELETE FROM audit_event WHERE action = 'one'");
        upkeep.verify();
        assertThat(intact()).isZero();
        assertThat(events)
                .extracting(it -> ((AuditEvent) it).outcome())
                .containsExactly(AuditEvent.Outcome.SUCCESS, AuditEvent.Outcome.REFUSED);
        assertThat(((AuditEvent) events.getLast()).details().get("fault")).startsWith("seal 1 ");
    }

    @Test
    void removesMonthsOnlyIfItMay() {
        audit.clock.set(Instant.parse("2031-05-31T12:00:00Z"));
        audit.retention.addMonths();
        audit.sealed("one");
        audit.clock.advance(Duration.ofDays(2000));

        upkeep(false).months();
        assertThat(audit.verify().emptied()).isZero();

        upkeep(true).months();
        audit.sealAll();
        assertThat(audit.verify().fault()).isNull();
        assertThat(audit.verify().emptied()).isOne();
    }

    private double intact() {
        return meters.get("signet.audit.intact").gauge().value();
    }

    private AuditUpkeep upkeep(boolean prune) {
        return new AuditUpkeep(
                audit.retention,
                audit.verification,
                new AuditProperties(Duration.ofDays(400), prune, Duration.ofSeconds(1)),
                events::add,
                meters);
    }
}
