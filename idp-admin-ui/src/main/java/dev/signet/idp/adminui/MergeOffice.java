package dev.signet.idp.adminui;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Making one account of two that are one person's. Implemented by the server, which refuses whoever lacks the permission, and
 * never merges an account that has a role.
 */
public interface MergeOffice {

    /** The longest reason that is taken. */
    int LONGEST_REASON = 200;

    /** Whom {@code text}, an id or a whole address, is about; empty if nobody, or not within the administrator's reach. */
    Optional<UUID> find(String text);

    /**
     * Closes {@code closed} and gives what signs in to it to {@code kept}.
     *
     * @param reason for the audit trail, in the administrator's words; not blank
     */
    Outcome merge(UUID kept, UUID closed, String reason);

    /** The merges that {@code person} is part of and that can be undone. */
    List<MergeSummary> list(UUID person);

    /** Makes two accounts again of one of {@link #list}. */
    Undoing undo(UUID person, UUID merge);

    /**
     * A merge.
     *
     * @param other the other account of the two
     * @param isKept whether the person's account is the one that goes on
     * @param undoUntil from when on the closed account is deleted
     */
    record MergeSummary(UUID id, UUID other, boolean isKept, Instant mergedAt, Instant undoUntil) {}

    /** How {@link #merge} can end. */
    enum Outcome {
        MERGED,
        SAME_ACCOUNT,
        NOT_ACTIVE,
        HAS_ROLE,
        NOT_THERE
    }

    /** How {@link #undo} can end. */
    enum Undoing {
        UNDONE,
        TOO_LATE,
        /** The account that was kept became part of another one since. */
        MERGED_ON,
        NOT_THERE
    }
}
