package dev.signet.idp.accessreview;

import java.time.Instant;
import java.util.UUID;

/**
 * That somebody looked at what was found.
 *
 * @param findings how much there was
 */
public record Review(UUID id, Instant at, UUID by, String note, int findings) {}
