package dev.signet.idp.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.signet.idp.audit.AuditEvent.Outcome;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.dao.DataAccessException;

class AuditVerificationTests {

    private final TestAudit audit = new TestAudit();

    /** Three seals with the events 1 to 6, and 7 that has none. */
    @BeforeEach
    void trail() {
        audit.sealed("one", "two");
        audit.sealed("three", "four");
        audit.sealed("five", "six");
        audit.trail.append(TestAudit.happened("seven"));
    }

    @Test
    void findsNothingWrongWithWhatNobodyTouched() {
        var report = audit.verify();

        assertThat(report.fault()).isNull();
        assertThat(report.seals()).isEqualTo(3);
        assertThat(report.events()).isEqualTo(7);
        assertThat(report.unsealed()).isOne();
        assertThat(report.head()).isEqualTo(audit.sealing.known().toString()).startsWith("3:");
    }

    @Test
    void knowsEveryFieldInEverySpelling() {
        audit.asOwner("DELETE FROM audit_event; DELETE FROM audit_seal");
        var somebody = UUID.randomUUID();
        for (var address : List.of("192.0.2.7", "2001:db8::1", "::ffff:192.0.2.7", "0.0.0.0", "::1")) {
            try (var _ = new RequestOrigin("k3f9-q2td-8xva-m4ne", address, null).bind()) {
                audit.trail.append(new TestAudit.Happened(
                        "all",
                        somebody,
                        UUID.randomUUID(),
                        "shop",
                        Outcome.REFUSED,
                        Map.of("\ud83d\ude00", "\"\\\n", "", "")));
                audit.trail.append(new AuditEvents(List.of(
                        TestAudit.happened("first"),
                        new TestAudit.Happened("second", somebody, null, "shop", Outcome.SUCCESS, Map.of()))));
            }
        }

        assertThat(audit.verify().fault()).isNull();
        assertThat(audit.verify().unsealed()).isEqualTo(15);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "action = 'forged'",
                "outcome = 'refused'",
                "occurred_at = occurred_at + interval '1 microsecond'",
                "occurred_at = 'infinity'",
                "actor_id = gen_random_uuid()",
                "subject_id = gen_random_uuid()",
                "client_id = ''",
                "address = '192.0.2.1'",
                "request_id = 'another'",
                "details = details || '{\"b\": 1}'",
                "details = details - 'b'",
                "details = details || '{\"c\": \"3\"}'",
                "mac = sha256(mac)",
                "id = gen_random_uuid()"
            })
    void namesAnEventThatWasChanged(String change) {
        audit.asOwner("UPDATE audit_event SET " + change + " WHERE action = 'four'");

        var fault = audit.verify().fault();
        var id = audit.database
                .jdbc()
                .sql("SELECT id FROM audit_event ORDER BY ordinal LIMIT 1 OFFSET 3")
                .query(UUID.class)
                .single();
        assertThat(fault).startsWith("event " + id).endsWith("its authentication code is wrong");
    }

    @Test
    void namesAnEventThatWasChangedBeforeItWasSealed() {
        audit.asOwner("UPDATE audit_event SET action = 'forged' WHERE action = 'seven'");

        assertThat(audit.verify().fault()).startsWith("event " + audit.idOf("forged"));
    }

    @Test
    void noticesAnAddressThatBecameANetwork() {
        audit.asOwner("DELETE FROM audit_event; DELETE FROM audit_seal");
        try (var _ = new RequestOrigin("k3f9-q2td-8xva-m4ne", "192.0.2.7", null).bind()) {
            audit.trail.append(TestAudit.happened("one"));
        }
        audit.asOwner("UPDATE audit_event SET address = '192.0.2.7/24'");

        assertThat(audit.verify().fault()).contains("authentication code is wrong");
    }

    @ParameterizedTest
    @CsvSource({"one,1", "two,1", "three,2", "six,3"})
    void namesTheSealOfAnEventThatWasDeleted(String action, int seal) {
        audit.asOwner("DELETE FROM audit_event WHERE action = '" + action + "'");

        assertThat(audit.verify().fault())
                .startsWith("seal " + seal + " ")
                .endsWith("covers 2 events, and 1 are there: events were deleted");
    }

    @Test
    void namesAnEventThatWasInserted() {
        audit.asOwner("""
                INSERT INTO audit_event (id, occurred_at, ordinal, action, outcome, mac)
                SELECT gen_random_uuid(), occurred_at, ordinal, 'forged', outcome, mac FROM audit_event WHERE action = 'three'
                """);

        assertThat(audit.verify().fault()).startsWith("event " + audit.idOf("forged"));
    }

    @Test
    void namesTheSealUnderWhichAGenuineEventWasPut() {
        audit.asOwner("""
                UPDATE audit_event SET ordinal = (SELECT ordinal FROM audit_event WHERE action = 'one') WHERE action = 'five'
                """);

        assertThat(audit.verify().fault()).startsWith("seal 1 ").endsWith("events were inserted");
    }

    @Test
    void namesTheSealWhoseEventsWereReordered() {
        audit.asOwner("""
                UPDATE audit_event
                   SET ordinal = CASE action WHEN 'three' THEN (SELECT ordinal FROM audit_event WHERE action = 'four')
                                             ELSE (SELECT ordinal FROM audit_event WHERE action = 'three') END
                 WHERE action IN ('three', 'four')
                """);

        assertThat(audit.verify().fault()).startsWith("seal 2 ").endsWith("or in another order");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "events = 1",
                "digest = sha256(digest)",
                "previous = sha256(previous)",
                "sealed_at = sealed_at + interval '1 microsecond'",
                "signature = sha256(signature) || sha256(digest)",
                "until_ordinal = until_ordinal + 1",
                "from_ordinal = from_ordinal - 1",
                "key_id = repeat('A', 43)"
            })
    void namesASealThatWasChanged(String change) {
        audit.asOwner("UPDATE audit_seal SET " + change + " WHERE number = 2");

        assertThat(audit.verify().fault()).startsWith("seal 2 ");
    }

    @ParameterizedTest
    @CsvSource({"1,seal 1 is missing", "2,seal 2 is missing"})
    void namesASealThatWasDeleted(int number, String fault) {
        audit.asOwner("DELETE FROM audit_seal WHERE number = " + number);

        assertThat(audit.verify().fault()).isEqualTo(fault);
    }

    @Test
    void namesTheFirstOfSealsThatChangedPlaces() {
        audit.asOwner("""
                UPDATE audit_seal SET number = 99 WHERE number = 2;
                UPDATE audit_seal SET number = 2 WHERE number = 3;
                UPDATE audit_seal SET number = 3 WHERE number = 99
                """);

        assertThat(audit.verify().fault()).startsWith("seal 2 ");
    }

    @Test
    void namesASealThatWasInserted() {
        audit.asOwner("""
                INSERT INTO audit_seal
                SELECT 4, until_ordinal, until_ordinal + 1, 1, digest, previous, sealed_at, key_id, signature
                  FROM audit_seal WHERE number = 3
                """);

        assertThat(audit.verify().fault()).startsWith("seal 4 ");
    }

    @Test
    void findsATrailThatWasCutOffIfItsHeadWasNotedDown() {
        var noted = audit.sealing.known().toString();
        audit.asOwner("DELETE FROM audit_event WHERE action IN ('five', 'six', 'seven')");
        audit.asOwner("DELETE FROM audit_seal WHERE number = 3");

        assertThat(audit.verify().fault()).isNull();
        assertThat(audit.verification.verify(List.of(noted)).fault())
                .isEqualTo("seal 3, which was noted down, is not there: the chain ends at seal 2");
    }

    @Test
    void findsATrailThatWasCutOffAndWentOn() {
        var noted = audit.sealing.known().toString();
        audit.asOwner("DELETE FROM audit_event WHERE action IN ('five', 'six', 'seven')");
        audit.asOwner("DELETE FROM audit_seal WHERE number = 3");
        audit.sealed("other", "events");

        assertThat(audit.verify().fault()).isNull();
        assertThat(audit.verification.verify(List.of(noted)).fault())
                .startsWith("seal 3 ")
                .endsWith("is not the one that was noted down");
        assertThat(audit.sealing.isRewound())
                .as("the node that sealed remembers")
                .isTrue();
    }

    @Test
    void findsTheHeadsThatWereNotedDown() {
        var noted = audit.sealing.known().toString();
        audit.sealed("eight");

        assertThat(audit.verification.verify(List.of(noted)).isIntact()).isTrue();
        assertThatIllegalArgumentException().isThrownBy(() -> audit.verification.verify(List.of("3:abc")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UPDATE audit_event SET action = 'forged'",
                "DELETE FROM audit_event",
                "UPDATE audit_seal SET events = 1",
                "DELETE FROM audit_seal",
                "UPDATE audit_era SET base = 1",
                "DELETE FROM audit_era",
                "UPDATE audit_event_default SET action = 'forged'",
                "DELETE FROM audit_event_default",
                "INSERT INTO audit_event_default SELECT * FROM audit_event",
                "SELECT audit_event_add_month('2030-01-01')",
                "TRUNCATE audit_seal",
                "DROP TABLE audit_event_default"
            })
    void theApplicationsRoleMayNot(String statement) {
        assertThatExceptionOfType(DataAccessException.class)
                .isThrownBy(() -> audit.database.jdbc().sql(statement).update())
                .havingRootCause()
                .withMessageMatching("(?s)ERROR: (permission denied|must be owner).*");
    }
}
