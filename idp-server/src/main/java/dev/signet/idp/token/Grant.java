package dev.signet.idp.token;

import dev.signet.idp.user.AccountId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a person allowed a client in one sign-in; every token of that sign-in hangs on it.
 *
 * @param sid the browser session that it came from
 * @param claims asked for by name, beside those of the scopes
 * @param resources for which access tokens may be (RFC 8707); empty if the request named none
 * @param authTime when the person proved who they are
 * @param acr authentication context class that was reached
 * @param amr authentication methods that were used
 * @param generation how often the refresh token was rotated
 * @param rotatedAt when it was last rotated; null if never
 * @param expiresAt when nothing of it is good any more, whatever its use
 * @param idleExpiresAt when it ends unless it is used before
 * @param boundTo what whoever refreshes must hold
 */
record Grant(
        UUID id,
        String clientId,
        AccountId account,
        UUID sid,
        Set<String> scopes,
        RequestedClaims claims,
        Set<String> resources,
        Instant authTime,
        String acr,
        List<String> amr,
        int generation,
        @Nullable Instant rotatedAt,
        Instant idleExpiresAt,
        Instant expiresAt,
        Sender boundTo) {

    static final String OFFLINE_ACCESS = "offline_access";

    /** Whether it outlives the browser session (OpenID Connect Core 1.0 §11). */
    boolean isOffline() {
        return scopes.contains(OFFLINE_ACCESS);
    }

    /** Whether {@code presented} was replaced so recently that its sender may just not have heard. */
    boolean wasJustRotatedFrom(int presented, Instant now, Duration window) {
        return rotatedAt != null && generation == presented + 1 && !now.isAfter(rotatedAt.plus(window));
    }
}
