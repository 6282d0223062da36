package dev.signet.idp.login;

import dev.signet.idp.crypto.DerivedKeys;
import dev.signet.idp.crypto.Seal;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Errands in sealed form, so that they can travel with the browser.
 *
 * <p>Nothing is stored for somebody who is not signed in: a visitor costs no row, every tab has its own errand, and a
 * sign-in page that was open over lunch still works. Whoever holds a ticket can neither read nor change it.
 */
@Component
public class Tickets {

    /** The request parameter that carries a ticket. */
    public static final String PARAMETER = "ticket";

    /** How long somebody may be on the way. */
    public static final Duration LIFETIME = Duration.ofHours(12);

    private static final int MAX_BYTES = 64 * 1024;

    private final Seal seal;
    private final JsonMapper json;
    private final Clock clock;

    Tickets(DerivedKeys keys, JsonMapper json, Clock clock) {
        this.seal = keys.seal("sign-in-ticket");
        this.json = json;
        this.clock = clock;
    }

    private record Content(String path, Map<String, String> parameters, String startedAt) {}

    public String issue(Errand errand) {
        var content = new Content(
                errand.path(), errand.parameters(), errand.startedAt().toString());
        return seal.seal(deflate(json.writeValueAsBytes(content)));
    }

    /** The errand of a ticket; empty if we did not make it, or made it more than twelve hours ago. */
    public Optional<Errand> open(String ticket) {
        return seal.open(ticket)
                .map(bytes -> json.readValue(inflate(bytes), Content.class))
                .map(it -> new Errand(it.path(), it.parameters(), Instant.parse(it.startedAt())))
                .filter(it -> clock.instant().isBefore(it.startedAt().plus(LIFETIME)));
    }

    private static byte[] deflate(byte[] bytes) {
        var out = new ByteArrayOutputStream();
        var deflater = new Deflater(Deflater.BEST_SPEED, true);
        try (var compressed = new DeflaterOutputStream(out, deflater)) {
            compressed.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory does not fail", e);
        } finally {
            deflater.end();
        }
        return out.toByteArray();
    }

    private static byte[] inflate(byte[] bytes) {
        var inflater = new Inflater(true);
        try (var in = new InflaterInputStream(new ByteArrayInputStream(bytes), inflater)) {
            return in.readNBytes(MAX_BYTES);
        } catch (IOException e) {
            throw new UncheckedIOException("a sealed ticket holds what we put into it", e);
        } finally {
            inflater.end();
        }
    }
}
