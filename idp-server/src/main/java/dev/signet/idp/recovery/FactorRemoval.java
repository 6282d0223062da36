package dev.signet.idp.recovery;

import dev.signet.idp.user.AccountId;
import java.time.Instant;
import java.util.UUID;

/**
 * Somebody who lost their second factors waits for their removal.
 *
 * @param readyAt when it can be completed at the earliest
 */
record FactorRemoval(UUID id, AccountId account, Instant readyAt) {}
