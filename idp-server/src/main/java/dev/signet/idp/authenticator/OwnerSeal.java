package dev.signet.idp.authenticator;

import dev.signet.idp.crypto.Seal;
import dev.signet.idp.user.AccountId;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * Seals what a page gives to one person and wants back from nobody else, and not too late: a key that is about to be
 * enrolled, say. It travels in a form, so that an enrolment that is left half-way leaves nothing behind.
 */
public final class OwnerSeal {

    private final Seal seal;
    private final Duration lifetime;
    private final Clock clock;

    /** @param seal of a purpose that nothing else has */
    public OwnerSeal(Seal seal, Duration lifetime, Clock clock) {
        this.seal = seal;
        this.lifetime = lifetime;
        this.clock = clock;
    }

    /** {@code content} as text that nobody can read or change. */
    public String seal(AccountId owner, byte[] content) {
        var framed = ByteBuffer.allocate(3 * Long.BYTES + content.length)
                .putLong(owner.value().getMostSignificantBits())
                .putLong(owner.value().getLeastSignificantBits())
                .putLong(clock.instant().plus(lifetime).getEpochSecond())
                .put(content);
        return seal.seal(framed.array());
    }

    /** What was sealed; empty if it was not by us, not for {@code owner}, or too long ago. */
    public Optional<byte[]> open(AccountId owner, String sealed) {
        return seal.open(sealed).map(ByteBuffer::wrap).flatMap(it -> {
            var madeFor = new AccountId(new UUID(it.getLong(), it.getLong()));
            var expiresAt = Instant.ofEpochSecond(it.getLong());
            var content = new byte[it.remaining()];
            it.get(content);
            return madeFor.equals(owner) && clock.instant().isBefore(expiresAt)
                    ? Optional.of(content)
                    : Optional.empty();
        });
    }
}
