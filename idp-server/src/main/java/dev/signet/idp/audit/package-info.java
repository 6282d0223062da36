/**
 * The audit trail: what happened, to whom, by whom, from where.
 *
 * <p>Other modules publish an {@link dev.signet.idp.audit.AuditEvent}; the row is written in the transaction of
 * the change that it records. Owns the table and the origin of the current request, and knows no other module.
 */
@ApplicationModule(
        displayName = "Audit",
        allowedDependencies = {})
@NullMarked
package dev.signet.idp.audit;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
