package dev.signet.idp.audit;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where the chain ends. Somebody who notes one down elsewhere can tell later whether the trail still has it.
 *
 * @param number of the last seal; 0 if there is none
 * @param until the first ordinal that is not sealed
 * @param hash of the last seal, in hexadecimal digits
 */
record Head(long number, long until, String hash) {

    static final Head NONE = new Head(0, 0, Seal.NONE);

    private static final Pattern TEXT = Pattern.compile("([0-9]{1,18}):([0-9a-f]{64})");

    /** A head that somebody noted down as {@link #toString} writes it. */
    record Noted(long number, String hash) {

        static Optional<Noted> parse(String text) {
            var parts = TEXT.matcher(text);
            return parts.matches()
                    ? Optional.of(new Noted(Long.parseLong(parts.group(1)), parts.group(2)))
                    : Optional.empty();
        }
    }

    @Override
    public String toString() {
        return number + ":" + hash;
    }
}
