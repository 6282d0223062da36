package dev.signet.idp.adminui;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The keys that sign tokens. Implemented by the server, which refuses whoever lacks the permission. */
public interface KeyDirectory {

    /** Every key, in the order of the key set. */
    List<Key> list();

    /** What {@link #rotate} would do now. */
    Plan plan();

    /** Publishes a successor of each key that signs and has none; says how many there were. */
    int rotate();

    /** What a key is used for. It is published in every state. */
    enum State {
        PUBLISHED,
        SIGNING,
        RETIRED
    }

    /** The next step of a key. */
    enum Next {
        SIGNS,
        SUCCESSOR_PUBLISHED,
        RETIRES,
        REMOVED
    }

    /**
     * A key.
     *
     * @param signsFrom when it began to sign, or will
     * @param retiredAt when it stopped; null if it has not
     * @param next what happens at {@code nextAt}, or a few minutes later
     */
    record Key(
            String kid,
            String algorithm,
            State state,
            Instant createdAt,
            Instant signsFrom,
            @Nullable Instant retiredAt,
            Next next,
            Instant nextAt) {}

    /**
     * What a rotation would do.
     *
     * @param algorithms of the keys that would get a successor; empty if each has one
     * @param signsFrom when the new keys would sign
     * @param cachedFor how long applications may keep the list of keys
     * @param keptUntil until when the present keys would stay published
     */
    record Plan(List<String> algorithms, Instant signsFrom, Duration cachedFor, Instant keptUntil) {}
}
