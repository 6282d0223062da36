package dev.signet.idp.audit;

import java.time.Instant;
import java.util.UUID;

/** Where a page of a search ended. */
public record Position(Instant at, UUID id) {}
