package dev.signet.idp.audit;

/**
 * A row of the trail.
 *
 * @param ordinal where it stands in the order of sealing; those of one transaction share it and stand in the order of
 *     their ids
 * @param mac its authentication code, in hexadecimal digits
 */
record StoredEvent(long ordinal, AuditRecord event, String mac) {}
