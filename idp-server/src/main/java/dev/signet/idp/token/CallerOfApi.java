package dev.signet.idp.token;

import dev.signet.idp.user.AccountId;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who calls the API for administrators, by the token that came along.
 *
 * @param account in whose name; null for a client that calls in its own (RFC 6749 §4.4)
 * @param authTime when that person last proved who they are; the epoch for a client
 * @param acr how; empty for a client
 */
public record CallerOfApi(
        @Nullable AccountId account, String clientId, Set<String> scopes, Instant authTime, String acr) {}
