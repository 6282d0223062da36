package dev.signet.idp.federation;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A sign-in under way at a provider.
 *
 * @param browser mark of the browser that left
 * @param ticket where the person was going
 * @param again whether they have to prove there anew who they are
 * @param linkTo the account that wants to be linked; null for a sign-in
 */
record UpstreamRequest(
        String provider,
        String browser,
        String nonce,
        String verifier,
        @Nullable String ticket,
        Instant startedAt,
        boolean again,
        @Nullable UUID linkTo) {

    @Override
    public String toString() {
        return "UpstreamRequest[" + provider + "]";
    }
}
