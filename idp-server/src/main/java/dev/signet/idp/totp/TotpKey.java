package dev.signet.idp.totp;

import dev.signet.idp.crypto.RandomSecret;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.commons.codec.binary.Base32;

/**
 * What an app and we both know. 160 bits, as RFC 4226 §4 (R6) recommends.
 *
 * @param bytes not copied; do not change them
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record TotpKey(byte[] bytes) {

    private static final int BYTES = 20;
    private static final int GROUP = 4;

    static TotpKey random() {
        return new TotpKey(RandomSecret.randomBytes(BYTES));
    }

    /** RFC 4648 §6: 32 capitals and digits. */
    String base32() {
        return new Base32().encodeToString(bytes);
    }

    /** The same in groups of four, for whoever has to type it. */
    String groups() {
        var text = base32();
        return IntStream.iterate(0, it -> it < text.length(), it -> it + GROUP)
                .mapToObj(it -> text.substring(it, Math.min(it + GROUP, text.length())))
                .collect(Collectors.joining(" "));
    }

    @Override
    public String toString() {
        return "TotpKey[redacted]";
    }
}
