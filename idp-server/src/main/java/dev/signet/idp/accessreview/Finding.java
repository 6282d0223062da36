package dev.signet.idp.accessreview;

import java.time.Instant;

/**
 * Something that was found.
 *
 * @param key whose it is: a client id, the name of a scope or a role, or an account's id
 * @param since when it was found first
 */
public record Finding(FindingKind kind, String key, Instant since) {}
