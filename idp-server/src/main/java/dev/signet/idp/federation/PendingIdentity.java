package dev.signet.idp.federation;

import dev.signet.idp.federation.LinkingRules.Step;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who came back from a provider and has something to prove before that counts.
 *
 * @param ticket where they were going
 */
record PendingIdentity(
        UpstreamIdentity identity, Step step, @Nullable String ticket, Instant expiresAt) {}
