package dev.signet.idp.adminui;

import dev.signet.idp.adminui.AuditDirectory.Who;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An access review in memory. */
class FakeReviews implements ReviewDirectory {

    static final UUID ID = UUID.fromString("7b0f1c1e-0000-4000-8000-000000000001");
    static final Instant NOW = Instant.parse("2026-11-25T10:00:00Z");

    final List<Group> groups = new ArrayList<>();
    final List<Review> reviews = new ArrayList<>();
    final List<String> done = new ArrayList<>();

    @Nullable
    Instant lookedAt;

    @Override
    public State state() {
        return new State(groups, reviews, lookedAt);
    }

    @Override
    public Optional<Past> find(UUID review) {
        return reviews.stream().filter(it -> it.id().equals(review)).findFirst().map(it -> new Past(it, groups));
    }

    @Override
    public void look() {
        done.add("looked");
    }

    @Override
    public void sign(String note) {
        done.add("signed " + note);
    }

    static Group group(String kind, int count) {
        return new Group(kind, List.of(new Finding("books", "/admin/clients/client?id=books", NOW)), count);
    }

    static Review review() {
        return new Review(ID, NOW, new Who(ID, "A••• L•••"), "two clients removed", 3);
    }
}
