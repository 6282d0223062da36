package dev.signet.idp.adminui;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An audit trail in memory, with one event. */
class FakeAudit implements AuditDirectory {

    static final String KEY = "2026-11-25T10:00:00.123456Z_7b0f1c1e-0000-4000-8000-000000000009";

    String explanation = "The redirect address is not registered.";
    Map<String, Problem> problems = Map.of();
    Query asked = new Query("", "", "", "", "", "", "", "", "");
    boolean wasRevealed;

    @Override
    public Page search(Query query, @Nullable String after) {
        asked = query;
        if (!problems.isEmpty()) {
            return new Page(List.of(), null, query, null, problems);
        }
        var looked = query.from().isEmpty() ? query.since("2026-11-18T10:00") : query;
        return query.action().equals("none")
                ? new Page(List.of(), null, looked, "2025-11-25T10:00", Map.of())
                : new Page(List.of(entry(false)), after == null ? KEY : null, looked, null, Map.of());
    }

    @Override
    public Optional<Event> find(String key, boolean isRevealed) {
        wasRevealed = isRevealed;
        return key.equals(KEY)
                ? Optional.of(new Event(
                        entry(isRevealed),
                        "k3f9-q2td-8xva-m4ne",
                        explanation,
                        "",
                        "auditor",
                        Map.of("error", "invalid_request"),
                        isRevealed))
                : Optional.empty();
    }

    private static Entry entry(boolean isRevealed) {
        return new Entry(
                KEY,
                Instant.parse("2026-11-25T10:00:00.123456Z"),
                "authorization.refused",
                true,
                new Who(FakePeople.ADA, isRevealed ? "Ada Lovelace" : "A••• L•••"),
                new Who(FakePeople.SID, null),
                "books",
                isRevealed ? "192.0.2.7" : "192.0.•••");
    }
}
