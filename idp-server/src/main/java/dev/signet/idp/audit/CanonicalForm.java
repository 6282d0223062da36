package dev.signet.idp.audit;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Fields as bytes that stand for these fields and no others: each is its length in UTF-8, as four bytes with the highest
 * first, and then that UTF-8. A field that is absent is the length -1 alone.
 */
final class CanonicalForm {

    private static final int ABSENT = -1;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);

    /** @param kind what the fields are of, so that bytes of one kind are never those of another */
    CanonicalForm(String kind) {
        add(kind);
    }

    CanonicalForm add(@Nullable String field) {
        if (field == null) {
            bytes.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(ABSENT).array());
            return this;
        }
        var text = field.getBytes(StandardCharsets.UTF_8);
        bytes.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(text.length).array());
        bytes.writeBytes(text);
        return this;
    }

    CanonicalForm add(long number) {
        return add(Long.toString(number));
    }

    /** Seconds since the epoch with six digits after the point. */
    CanonicalForm add(Instant time) {
        return add(String.format(Locale.ROOT, "%d.%06d", time.getEpochSecond(), time.getNano() / 1_000));
    }

    byte[] bytes() {
        return bytes.toByteArray();
    }
}
