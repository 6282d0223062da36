package dev.signet.idp.audit;

import dev.signet.idp.crypto.Ed25519PublicKey;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Goes along a chain of seals with their events, and stops at the first that is not as it was. The events of a seal come
 * after it and before the next.
 */
final class ChainCheck {

    private final Ed25519PublicKey key;
    private final @Nullable Function<AuditRecord, String> macs;
    private final Map<Long, String> noted = new HashMap<>();
    private @Nullable Seal current;
    private SealedEvents found = new SealedEvents();
    private @Nullable StoredEvent before;
    private Head head;
    private long seals;
    private long events;
    private long withoutEvents;

    /**
     * @param start the seal before the first that comes
     * @param macs computes what the authentication code of an event has to be; null for whoever has no key
     * @param noted heads that must be part of the chain
     */
    ChainCheck(Head start, Ed25519PublicKey key, @Nullable Function<AuditRecord, String> macs, List<Head.Noted> noted) {
        this.head = start;
        this.key = key;
        this.macs = macs;
        noted.forEach(it -> this.noted.put(it.number(), it.hash()));
    }

    /** The next seal. Ends the one before. */
    void seal(Seal seal) throws Fault {
        endSeal();
        var name = name(seal);
        if (seal.number() != head.number() + 1) {
            throw new Fault("seal %d is missing".formatted(head.number() + 1));
        }
        if (!seal.keyId().equals(key.id())) {
            throw new Fault("%s was signed with another key, %s".formatted(name, seal.keyId()));
        }
        if (!key.verifies(HexFormat.of().parseHex(seal.signature()), seal.canonical())) {
            throw new Fault("%s was changed: its signature is wrong".formatted(name));
        }
        if (!seal.previous().equals(head.hash()) || seal.from() != head.until()) {
            throw new Fault("%s does not follow seal %d, which was replaced".formatted(name, head.number()));
        }
        var expected = noted.remove(seal.number());
        if (expected != null && !expected.equals(seal.hash())) {
            throw new Fault("%s is not the one that was noted down".formatted(name));
        }
        current = seal;
        head = seal.head();
        seals++;
    }

    /** The seal's events are gone because their time was over: only the seal itself is checked. */
    void skipEvents() {
        current = null;
        withoutEvents++;
    }

    /** The next event of the seal that came last. */
    void event(StoredEvent event) throws Fault {
        single(event);
        if (before != null && before.ordinal() > event.ordinal()) {
            throw new Fault(name(event) + " is out of order");
        }
        before = event;
        found.add(event);
    }

    /** An event that is not sealed, or no longer. */
    void single(StoredEvent event) throws Fault {
        if (macs != null && !macs.apply(event.event()).equals(event.mac())) {
            throw new Fault("%s was changed, or not written by Signet: its authentication code is wrong"
                    .formatted(name(event)));
        }
        events++;
    }

    /** Ends the last seal. */
    void end() throws Fault {
        endSeal();
        for (var each : noted.entrySet()) {
            throw new Fault("seal %d, which was noted down, is not there: the chain ends at seal %d"
                    .formatted(each.getKey(), head.number()));
        }
    }

    private void endSeal() throws Fault {
        var seal = current;
        if (seal == null) {
            return;
        }
        if (seal.events() != found.count()) {
            throw new Fault("%s covers %d events, and %d are there: events were %s"
                    .formatted(
                            name(seal),
                            seal.events(),
                            found.count(),
                            seal.events() > found.count() ? "deleted" : "inserted"));
        }
        if (!seal.digest().equals(found.digest())) {
            throw new Fault(
                    "%s covers other events than those that are there, or in another order".formatted(name(seal)));
        }
        current = null;
        found = new SealedEvents();
    }

    Head head() {
        return head;
    }

    long seals() {
        return seals;
    }

    long events() {
        return events;
    }

    /** How many seals have no events any more. */
    long withoutEvents() {
        return withoutEvents;
    }

    private static String name(Seal seal) {
        return "seal %d of %s".formatted(seal.number(), seal.sealedAt());
    }

    private static String name(StoredEvent event) {
        var record = event.event();
        return "event %s (%s of %s)".formatted(record.id(), record.action(), record.at());
    }

    /** The first thing that is wrong, as a sentence without a full stop. */
    static final class Fault extends Exception {

        Fault(String sentence) {
            super(sentence, null, false, false);
        }

        String sentence() {
            return String.valueOf(getMessage());
        }
    }
}
