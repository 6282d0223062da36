package dev.signet.idp.audit;

import dev.signet.idp.audit.AuditVerification.Report;
import dev.signet.idp.crypto.Ed25519PublicKey;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Checks an export line by line, with nothing but the public key: the signatures, the chain, and that the seals cover
 * exactly the events that are there. Give it every line, and then {@link #end}.
 */
public final class ExportVerification {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private final @Nullable String expectedKey;
    private final List<Head.Noted> noted;
    private @Nullable Ed25519PublicKey key;
    private @Nullable ChainCheck check;
    private ExportLine.@Nullable End end;
    private @Nullable String fault;
    private boolean hasStarted;

    /**
     * @param expectedKey thumbprint of the key that the seals have to be signed with, known from elsewhere; null believes
     *     the file
     * @param noted heads from elsewhere that have to be part of the chain
     */
    public ExportVerification(@Nullable String expectedKey, List<String> noted) {
        this.expectedKey = expectedKey;
        this.noted = noted.stream().map(AuditVerification::parse).toList();
    }

    /** Takes the next line. After the first that is wrong the others do not matter. */
    public void line(long number, byte[] text) {
        if (fault != null) {
            return;
        }
        try {
            take(JSON.readValue(text, ExportLine.class));
        } catch (ChainCheck.Fault e) {
            fault = "Line " + number + ": " + e.sentence();
        } catch (JacksonException | IllegalArgumentException | NullPointerException e) {
            fault = "Line " + number + " is not a line of an export"; // as when a member is missing
        }
    }

    /** What was found. */
    public Report end() {
        if (fault == null) {
            fault = faultAtTheEnd();
        }
        return check == null || key == null
                ? new Report(0, 0, 0, 0, "", key == null ? "" : key.id(), fault)
                : new Report(check.seals(), check.events(), 0, 0, check.head().toString(), key.id(), fault);
    }

    private void take(ExportLine line) throws ChainCheck.Fault {
        if (end != null) {
            throw new ChainCheck.Fault("something follows the end");
        }
        switch (line) {
            case ExportLine.Start it -> start(it);
            case ExportLine.SealLine it -> seal(it.seal());
            case ExportLine.EventLine it -> checkOfEvents().event(it.event());
            case ExportLine.End it -> end = it;
        }
    }

    private void start(ExportLine.Start start) throws ChainCheck.Fault {
        if (hasStarted || !start.format().equals(ExportLine.FORMAT)) {
            throw new ChainCheck.Fault("this is not the beginning of an export that this version can read");
        }
        hasStarted = true;
        key = new Ed25519PublicKey(start.key().x());
        if (expectedKey != null && !key.id().equals(expectedKey)) {
            throw new ChainCheck.Fault(
                    "the key of the file is %s, and not the one that was expected".formatted(key.id()));
        }
    }

    /** The first seal says itself what comes before it: what that was, this file does not show. */
    private void seal(Seal seal) throws ChainCheck.Fault {
        if (key == null) {
            throw new ChainCheck.Fault("the beginning is missing");
        }
        if (check == null) {
            check = new ChainCheck(new Head(seal.number() - 1, seal.from(), seal.previous()), key, null, noted);
        }
        check.seal(seal);
    }

    private ChainCheck checkOfEvents() throws ChainCheck.Fault {
        if (check == null) {
            throw new ChainCheck.Fault("this event comes before any seal");
        }
        return check;
    }

    private @Nullable String faultAtTheEnd() {
        if (end == null) {
            return hasStarted ? "The end is missing: the file was cut off" : "The file is empty";
        }
        try {
            if (check != null) {
                check.end();
            }
        } catch (ChainCheck.Fault e) {
            return "At the end: " + e.sentence();
        }
        var seals = check == null ? 0 : check.seals();
        var events = check == null ? 0 : check.events();
        return seals == end.seals() && events == end.events()
                ? null
                : "The end speaks of %d seals and %d events, and there are %d and %d"
                        .formatted(end.seals(), end.events(), seals, events);
    }
}
