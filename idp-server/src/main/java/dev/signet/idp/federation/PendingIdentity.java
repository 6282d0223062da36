package dev.signet.idp.federation;

import dev.signet.idp.federation.LinkingRules.Step;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who came back from a provider and has something to prove before that counts.
 *
 * @param ticket where they were going
 * @param owner the account on whose pages it began, which alone it can be linked with; null if it began with a sign-in
 */
record PendingIdentity(
        UpstreamIdentity identity,
        Step step,
        @Nullable String ticket,
        @Nullable UUID owner) {

    LinkReason reason() {
        return owner == null ? LinkReason.SIGNED_IN : LinkReason.ACCOUNT_PAGE;
    }
}
