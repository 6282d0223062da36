package dev.signet.idp.clientregistration;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The token in an {@code Authorization} header (RFC 6750 §2.1). */
final class BearerToken {

    private static final Pattern HEADER = Pattern.compile("(?i:Bearer) +([A-Za-z0-9._~+/-]{1,500}=*)");

    private BearerToken() {}

    /** Null if there is none. */
    static @Nullable String of(@Nullable String header) {
        if (header == null) {
            return null;
        }
        var matcher = HEADER.matcher(header);
        return matcher.matches() ? matcher.group(1) : null;
    }
}
