package dev.signet.idp.token;

import java.time.Instant;
import java.util.Set;

/**
 * That a client has tokens of a person.
 *
 * @param scopes what it may do with them, over all of its grants
 * @param since when the oldest of the grants was made
 * @param lastUsed when it last got tokens
 */
public record ClientAccess(String clientId, Set<String> scopes, Instant since, Instant lastUsed) {}
