package dev.signet.idp.adminapi;

import dev.signet.idp.crypto.DerivedKeys;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Where the next page of a list begins, as programs are given it: behind which row, and a MAC over that and over what was
 * asked for. So a cursor fits the list that it came with and no other, and a stale or made-up one is an error instead of a
 * list that begins anywhere.
 */
@Component
class Cursors {

    private static final int CODE_LENGTH = 16;

    private final DerivedKeys.Authenticator keys;

    Cursors(DerivedKeys keys) {
        this.keys = keys.authenticator("cursors of the API for administrators");
    }

    /** The row that {@code cursor} names; null if there is none. {@code list} is what was asked for, the same for each page. */
    @Nullable
    String read(@Nullable String cursor, String... list) {
        if (cursor == null) {
            return null;
        }
        try {
            var bytes = Base64.getUrlDecoder().decode(cursor);
            if (bytes.length > CODE_LENGTH) {
                var row = new String(bytes, CODE_LENGTH, bytes.length - CODE_LENGTH, StandardCharsets.UTF_8);
                if (MessageDigest.isEqual(code(row, list), Arrays.copyOf(bytes, CODE_LENGTH))) {
                    return row;
                }
            }
        } catch (IllegalArgumentException _) {
            // said below
        }
        throw new ProblemException(ProblemType.BAD_CURSOR, "The cursor is not from this list; start without one");
    }

    /** What leads to the page behind {@code row}; null if that is null. */
    @Nullable
    String write(@Nullable String row, String... list) {
        if (row == null) {
            return null;
        }
        var text = row.getBytes(StandardCharsets.UTF_8);
        var bytes = Arrays.copyOf(code(row, list), CODE_LENGTH + text.length);
        System.arraycopy(text, 0, bytes, CODE_LENGTH, text.length);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private byte[] code(String row, String... list) {
        var text = new StringBuilder();
        for (var part : list) {
            text.append(part.length()).append(':').append(part);
        }
        return Arrays.copyOf(keys.code(text.append(row).toString().getBytes(StandardCharsets.UTF_8)), CODE_LENGTH);
    }
}
