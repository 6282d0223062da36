package dev.signet.idp.audit;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.HexFormat;

/**
 * The digest over the events of a seal, taken one after the other: SHA-256 over, for each of them, the SHA-256 of its
 * canonical form, its ordinal as eight bytes, and its authentication code. Whoever has the events can compute it without
 * a key.
 */
final class SealedEvents {

    private final MessageDigest digest = Sha256.start();
    private long count;

    void add(StoredEvent stored) {
        digest.update(Sha256.of(stored.event().canonical()));
        digest.update(ByteBuffer.allocate(Long.BYTES).putLong(stored.ordinal()).array());
        digest.update(HexFormat.of().parseHex(stored.mac()));
        count++;
    }

    long count() {
        return count;
    }

    /** In hexadecimal digits. Ends the digest. */
    String digest() {
        return HexFormat.of().formatHex(digest.digest());
    }
}
