package dev.signet.idp.audit;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;

/**
 * A link of the chain: which events it covers, their digest, and the seal before it.
 *
 * @param number counts from 1
 * @param from the first ordinal that it covers
 * @param until the first ordinal that it does not cover any more
 * @param digest of the events, see {@link SealedEvents}
 * @param previous the {@link #hash} of the seal before; {@link #NONE} for the first
 * @param keyId thumbprint of the key that {@code signature} is verified with
 */
record Seal(
        long number,
        long from,
        long until,
        long events,
        String digest,
        String previous,
        Instant sealedAt,
        String keyId,
        String signature) {

    static final String NONE = "0".repeat(64);

    Seal {
        sealedAt = sealedAt.truncatedTo(ChronoUnit.MICROS);
    }

    /** Seals events from {@code from} until {@code until}, after {@code previous}. */
    static Seal make(Head previous, long until, SealedEvents events, Instant now, AuditKeys keys) {
        var unsigned = new Seal(
                previous.number() + 1,
                previous.until(),
                until,
                events.count(),
                events.digest(),
                previous.hash(),
                now,
                keys.publicKey().id(),
                "");
        return new Seal(
                unsigned.number,
                unsigned.from,
                until,
                unsigned.events,
                unsigned.digest,
                unsigned.previous,
                unsigned.sealedAt,
                unsigned.keyId,
                keys.sign(unsigned.canonical()));
    }

    /** What is signed: everything but the signature. */
    byte[] canonical() {
        return form().bytes();
    }

    /** By which the next seal names this one, in hexadecimal digits. */
    String hash() {
        return HexFormat.of().formatHex(Sha256.of(form().add(signature).bytes()));
    }

    Head head() {
        return new Head(number, until, hash());
    }

    private CanonicalForm form() {
        return new CanonicalForm("signet-audit-seal-1")
                .add(number)
                .add(from)
                .add(until)
                .add(events)
                .add(digest)
                .add(previous)
                .add(sealedAt)
                .add(keyId);
    }
}
