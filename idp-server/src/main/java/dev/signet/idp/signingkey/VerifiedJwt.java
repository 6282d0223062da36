package dev.signet.idp.signingkey;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A JWT with a genuine signature of ours. Nothing else about it has been checked: not its times, not its audience.
 *
 * @param type the {@code typ} header, which tells an access token from an ID token (RFC 8725 §3.11); null if absent
 * @param claims as in the payload; times are numbers
 */
public record VerifiedJwt(@Nullable String type, Map<String, Object> claims) {

    @Override
    public String toString() {
        return "VerifiedJwt[" + type + ", claims redacted]";
    }
}
