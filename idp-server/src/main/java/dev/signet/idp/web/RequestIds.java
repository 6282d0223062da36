package dev.signet.idp.web;

import java.security.SecureRandom;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Names of requests, short enough to be read out: 80 random bits as {@code k3f9-q2td-8xva-m4ne}. */
final class RequestIds {

    /** What a proxy in front of us may call a request: letters, digits and dashes, so that it is safe in any log. */
    private static final Pattern ACCEPTED = Pattern.compile("[A-Za-z0-9][A-Za-z0-9-]{7,63}");

    /** Crockford's base 32: no letter that can be taken for a digit. */
    private static final String ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int LENGTH = 16;
    private static final int GROUP = 4;

    private RequestIds() {}

    /** {@code sent} if it looks like an id, or else a new one. */
    static String accept(@Nullable String sent) {
        return sent != null && ACCEPTED.matcher(sent).matches() ? sent : next();
    }

    private static String next() {
        var bytes = new byte[LENGTH];
        RANDOM.nextBytes(bytes);
        var id = new StringBuilder(LENGTH + LENGTH / GROUP);
        for (var i = 0; i < LENGTH; i++) {
            if (i > 0 && i % GROUP == 0) {
                id.append('-');
            }
            id.append(ALPHABET.charAt(bytes[i] & 31));
        }
        return id.toString();
    }
}
