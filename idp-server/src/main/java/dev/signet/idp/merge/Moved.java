package dev.signet.idp.merge;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * What the kept account got from the closed one, to be given back if the merge is undone.
 *
 * @param identities linked sign-ins, which moved
 * @param authenticators authenticator apps, which moved
 * @param consents clients whose consent was copied, with its time by which an untouched copy is known
 */
public record Moved(List<UUID> identities, List<UUID> authenticators, Map<String, Instant> consents) {}
