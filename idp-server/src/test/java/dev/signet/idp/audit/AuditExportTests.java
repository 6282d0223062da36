package dev.signet.idp.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AuditExportTests {

    private static final Instant FIRST = TestAudit.NOW;

    private final TestAudit audit = new TestAudit();

    @BeforeEach
    void trail() {
        audit.sealed("one", "two");
        audit.clock.set(FIRST.plus(Duration.ofHours(1)));
        audit.sealed("three", "four");
        audit.clock.set(FIRST.plus(Duration.ofHours(2)));
        audit.sealed("five");
        audit.trail.append(TestAudit.happened("unsealed"));
    }

    @Test
    void somebodyElseCanCheckIt() {
        var lines = export(FIRST.minusSeconds(60), FIRST.plus(Duration.ofDays(1)));

        assertThat(lines).hasSize(1 + 3 + 5 + 1);
        assertThat(lines.getFirst())
                .contains(
                        "\"type\":\"start\"",
                        "\"crv\":\"Ed25519\"",
                        audit.keys.publicKey().id());
        assertThat(lines)
                .noneMatch(it -> it.contains("unsealed") || it.codePoints().anyMatch(each -> each > 0x7e));
        var report = check(lines);
        assertThat(report.fault()).isNull();
        assertThat(report.seals()).isEqualTo(3);
        assertThat(report.events()).isEqualTo(5);
        assertThat(report.head()).isEqualTo(audit.sealing.known().toString());
        assertThat(report.keyId()).isEqualTo(audit.keys.publicKey().id());
    }

    @Test
    void hasTheSealsOfTheTimeThatWasAskedForAndNoOthers() {
        var lines = export(FIRST.plus(Duration.ofMinutes(59)), FIRST.plus(Duration.ofMinutes(61)));

        assertThat(lines).hasSize(1 + 1 + 2 + 1).anyMatch(it -> it.contains("three"));
        assertThat(check(lines).fault()).isNull();
    }

    @Test
    void isEmptyWhereNothingHappened() {
        var lines = export(FIRST.minusSeconds(60), FIRST.minusSeconds(30));

        assertThat(lines).hasSize(2);
        assertThat(check(lines).fault()).isNull();
    }

    @Test
    void namesTheFirstLineThatWasChanged() {
        var lines = export(FIRST.minusSeconds(60), FIRST.plus(Duration.ofDays(1)));

        assertThat(check(changed(lines, "three", "forged")).fault()).startsWith("Line 8: seal 2 ");
        assertThat(check(changed(lines, "\"events\":2", "\"events\":3")).fault())
                .startsWith("Line 2: seal 1 ");
        assertThat(check(changed(lines, "\"ordinal\"", "\"bogus\"")).fault())
                .isEqualTo("Line 3 is not a line of an export");
    }

    @Test
    void noticesLinesThatAreMissingOrElsewhere() {
        var lines = export(FIRST.minusSeconds(60), FIRST.plus(Duration.ofDays(1)));

        assertThat(check(without(lines, 3)).fault())
                .startsWith("Line 4: seal 1 ")
                .contains("deleted");
        assertThat(check(without(without(without(lines, 4), 4), 4)).fault()).contains("seal 2 is missing");
        assertThat(check(without(lines, 0)).fault()).isEqualTo("Line 1: the beginning is missing");
        assertThat(check(lines.subList(0, lines.size() - 1)).fault()).contains("cut off");
        assertThat(check(List.of()).fault()).isEqualTo("The file is empty");
        var swapped = new ArrayList<>(lines);
        swapped.set(2, lines.get(3));
        swapped.set(3, lines.get(2));
        assertThat(check(swapped).fault()).isNotNull();
        var cutAtASeal = new ArrayList<>(lines.subList(0, 7));
        cutAtASeal.add(lines.getLast());
        assertThat(check(cutAtASeal).fault()).startsWith("The end speaks of 3 seals and 5 events");
    }

    @Test
    void comparesWithWhatIsKnownFromElsewhere() {
        var lines = export(FIRST.minusSeconds(60), FIRST.plus(Duration.ofDays(1)));

        assertThat(check(
                                lines,
                                audit.keys.publicKey().id(),
                                audit.sealing.known().toString())
                        .fault())
                .isNull();
        assertThat(check(lines, "A".repeat(43), null).fault()).contains("not the one that was expected");
        assertThat(check(lines, null, "2:" + "0".repeat(64)).fault())
                .startsWith("Line 5: seal 2 ")
                .endsWith("noted down");
    }

    private List<String> export(Instant from, Instant until) {
        var lines = new ArrayList<String>();
        audit.export.write(from, until, lines::add);
        return lines;
    }

    private static AuditVerification.Report check(List<String> lines) {
        return check(lines, null, null);
    }

    private static AuditVerification.Report check(List<String> lines, @Nullable String key, @Nullable String head) {
        var verification = new ExportVerification(key, head == null ? List.of() : List.of(head));
        for (var i = 0; i < lines.size(); i++) {
            verification.line(i + 1, lines.get(i).getBytes(StandardCharsets.UTF_8));
        }
        return verification.end();
    }

    /** The first line that has {@code from} has {@code to} instead. */
    private static List<String> changed(List<String> lines, String from, String to) {
        var changed = new ArrayList<>(lines);
        for (var i = 0; i < changed.size(); i++) {
            if (changed.get(i).contains(from)) {
                changed.set(i, changed.get(i).replace(from, to));
                return changed;
            }
        }
        throw new AssertionError(from);
    }

    private static List<String> without(List<String> lines, int index) {
        var fewer = new ArrayList<>(lines);
        fewer.remove(index);
        return fewer;
    }
}
