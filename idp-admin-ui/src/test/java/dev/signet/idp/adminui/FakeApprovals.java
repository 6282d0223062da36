package dev.signet.idp.adminui;

import dev.signet.idp.adminui.AuditDirectory.Who;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Requests in memory. */
class FakeApprovals implements ApprovalDirectory {

    static final UUID ID = UUID.fromString("7b0f1c1e-0000-4000-8000-000000000001");
    static final Instant NOW = Instant.parse("2026-11-25T10:00:00Z");

    final List<Request> requests = new ArrayList<>();
    final List<String> done = new ArrayList<>();
    boolean isThere = true;

    @Override
    public List<Request> list() {
        return requests;
    }

    @Override
    public Optional<Request> find(UUID id) {
        return requests.stream().filter(it -> it.id().equals(id)).findFirst();
    }

    @Override
    public boolean grant(UUID id) {
        done.add("granted");
        return isThere;
    }

    @Override
    public boolean decline(UUID id) {
        done.add("declined");
        return isThere;
    }

    static Request request(boolean isDecidable, boolean isOwn) {
        return new Request(
                ID,
                "reset-password",
                new Who(ID, "A••• L•••"),
                new Who(ID, "G••• H•••"),
                NOW,
                NOW.plusSeconds(86_400),
                isDecidable,
                isOwn);
    }
}
