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

    /** What {@link #withdraw} would do now; without a key if none of {@code kids} is there. */
    Withdrawal withdrawal(List<String> kids);

    /** Removes keys at once, for the case that somebody else has them; says how many of them were there. */
    int withdraw(List<String> kids);

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

    /**
     * What the withdrawal of keys would end.
     *
     * @param keys those that would be removed
     * @param replacements what would sign instead of those of them that sign
     * @param cachedFor how long applications may go on with the list of keys that they have
     * @param affected whose tokens nobody could verify any more, the most affected first
     * @param continuingGrants how many refresh tokens go on, as they are not signed with these keys
     * @param continuingSessions how many people stay signed in here
     */
    record Withdrawal(
            List<Key> keys,
            List<Replacement> replacements,
            Duration cachedFor,
            List<Affected> affected,
            long continuingGrants,
            long continuingSessions) {}

    /**
     * What signs instead.
     *
     * @param isNew whether it is made only then, so that nobody knows it yet
     * @param knownFrom from when on every list of keys that an application may have kept holds it; null if each does
     *     already
     */
    record Replacement(
            String algorithm, boolean isNew, @Nullable Instant knownFrom) {}

    /**
     * A client whose tokens end.
     *
     * @param accessTokens of how many sign-ins the newest access token has not expired
     * @param idTokens of how many the newest ID token has not expired
     * @param hasItsOwn whether it may hold access tokens for itself besides, which nobody counts
     */
    record Affected(String clientId, String name, long accessTokens, long idTokens, boolean hasItsOwn) {}
}
