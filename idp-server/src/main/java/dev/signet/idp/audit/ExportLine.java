package dev.signet.idp.audit;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.signet.idp.crypto.Ed25519PublicKey;
import java.time.Instant;
import java.util.SortedMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A line of an export. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = ExportLine.Start.class, name = "start"),
    @JsonSubTypes.Type(value = ExportLine.SealLine.class, name = "seal"),
    @JsonSubTypes.Type(value = ExportLine.EventLine.class, name = "event"),
    @JsonSubTypes.Type(value = ExportLine.End.class, name = "end")
})
sealed interface ExportLine {

    String FORMAT = "signet-audit-export-1";

    record Start(String format, Key key, Instant from, Instant until, Instant at) implements ExportLine {

        static Start of(Ed25519PublicKey key, Instant from, Instant until, Instant now) {
            return new Start(FORMAT, new Key("OKP", "Ed25519", key.x(), key.id()), from, until, now);
        }
    }

    /** A JWK (RFC 8037 §2). */
    record Key(String kty, String crv, String x, String kid) {}

    record SealLine(
            long number,
            long from,
            long until,
            long events,
            String digest,
            String previous,
            Instant sealedAt,
            String keyId,
            String signature)
            implements ExportLine {

        static SealLine of(Seal it) {
            return new SealLine(
                    it.number(),
                    it.from(),
                    it.until(),
                    it.events(),
                    it.digest(),
                    it.previous(),
                    it.sealedAt(),
                    it.keyId(),
                    it.signature());
        }

        Seal seal() {
            return new Seal(number, from, until, events, digest, previous, sealedAt, keyId, signature);
        }
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record EventLine(
            long ordinal,
            UUID id,
            Instant at,
            String action,
            String outcome,
            @Nullable UUID actor,
            @Nullable UUID subject,
            @Nullable String clientId,
            @Nullable String address,
            @Nullable String requestId,
            SortedMap<String, String> details,
            String mac)
            implements ExportLine {

        static EventLine of(StoredEvent stored) {
            var it = stored.event();
            return new EventLine(
                    stored.ordinal(),
                    it.id(),
                    it.at(),
                    it.action(),
                    it.outcome(),
                    it.actor(),
                    it.subject(),
                    it.clientId(),
                    it.address(),
                    it.requestId(),
                    it.details(),
                    stored.mac());
        }

        StoredEvent event() {
            return new StoredEvent(
                    ordinal,
                    new AuditRecord(id, at, action, outcome, actor, subject, clientId, address, requestId, details),
                    mac);
        }
    }

    record End(long seals, long events) implements ExportLine {}
}
