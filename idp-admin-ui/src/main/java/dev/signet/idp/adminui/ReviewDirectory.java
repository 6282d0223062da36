package dev.signet.idp.adminui;

import dev.signet.idp.adminui.AuditDirectory.Who;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The regular review of who and what may do what. Implemented by the server, which refuses whoever lacks the permission. */
public interface ReviewDirectory {

    int LONGEST_NOTE = 2_000;

    /** What was found when the job looked last, and the latest reviews. */
    State state();

    /** What the reviewer had before them. */
    Optional<Past> find(UUID review);

    /** Looks again now. */
    void look();

    /** Writes down that the viewer looked at what there is. */
    void sign(String note);

    /** @param lookedAt when the job looked last; null if it never did */
    record State(
            List<Group> groups,
            List<Review> reviews,
            @Nullable Instant lookedAt) {

        public int count() {
            return groups.stream().mapToInt(Group::count).sum();
        }
    }

    /** Findings of one kind, by the name of its messages; {@code count} may be more than are listed. */
    record Group(String kind, List<Finding> findings, int count) {}

    /**
     * Something that was found.
     *
     * @param name as people know it; masked, if it is a person
     * @param page where it is dealt with
     */
    record Finding(String name, String page, Instant since) {}

    record Review(UUID id, Instant at, Who by, String note, int findings) {}

    record Past(Review review, List<Group> groups) {}
}
