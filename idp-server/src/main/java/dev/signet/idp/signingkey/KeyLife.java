package dev.signet.idp.signingkey;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How far a key has come, and what becomes of it next if nobody does anything.
 *
 * @param algorithm by its name in RFC 7518 or RFC 8037
 * @param signsFrom when it began to sign, or will
 * @param retiredAt when it stopped; null if it has not
 * @param next what happens at {@code nextAt}, or up to ten minutes later
 */
public record KeyLife(
        String kid,
        String algorithm,
        State state,
        Instant createdAt,
        Instant signsFrom,
        @Nullable Instant retiredAt,
        Next next,
        Instant nextAt) {

    /** What it is used for. It is published in every state. */
    public enum State {
        PUBLISHED,
        SIGNING,
        RETIRED
    }

    /** The next step. */
    public enum Next {
        /** It signs, and the key before it is retired. */
        SIGNS,
        /** A successor is made and published. */
        SUCCESSOR_PUBLISHED,
        /** Its successor signs instead. */
        RETIRES,
        /** It is removed, and what it signed is no longer accepted. */
        REMOVED
    }

    /** Whether a successor could be published now. */
    public boolean hasNoSuccessor() {
        return next == Next.SUCCESSOR_PUBLISHED;
    }
}
