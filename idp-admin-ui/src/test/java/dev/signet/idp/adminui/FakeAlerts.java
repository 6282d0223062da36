package dev.signet.idp.adminui;

import dev.signet.idp.adminui.AuditDirectory.Who;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Alerts in memory. */
class FakeAlerts implements AlertDirectory {

    static final UUID ID = UUID.fromString("7b0f1c1e-0000-4000-8000-000000000001");
    static final UUID ADA = UUID.fromString("7b0f1c1e-0000-4000-8000-000000000002");
    static final Instant NOW = Instant.parse("2026-11-25T10:00:00Z");

    final List<Alert> alerts = new ArrayList<>();
    final List<String> asked = new ArrayList<>();
    boolean isFirst = true;

    @Override
    public Page list(boolean isAll, @Nullable String after) {
        asked.add((isAll ? "all " : "open ") + after);
        return new Page(alerts, after == null && alerts.size() > 1 ? "next" : null);
    }

    @Override
    public Optional<Alert> find(UUID id) {
        return alerts.stream().filter(it -> it.id().equals(id)).findFirst();
    }

    @Override
    public boolean acknowledge(UUID id, String note) {
        asked.add("acknowledged " + id + " " + note);
        return isFirst;
    }

    static Alert alert(String kind, @Nullable Acknowledgement acknowledgement) {
        return new Alert(
                ID,
                kind,
                true,
                new Who(ADA, "A••• L•••"),
                "192.0.•••",
                "books",
                20,
                NOW,
                NOW,
                "2026-11-25T10:00:00Z_" + ADA,
                acknowledgement);
    }
}
