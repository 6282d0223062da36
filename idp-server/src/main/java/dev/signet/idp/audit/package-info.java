/**
 * The audit trail: what happened, to whom, by whom, from where.
 *
 * <p>Other modules publish an {@link dev.signet.idp.audit.AuditEvent}; the row is written in the transaction of
 * the change that it records. Owns the trail, the chain of seals over it, its search, its export and its end, and the
 * origin of the current request. Does not decide who may read it, and knows no module that writes to it.
 */
@ApplicationModule(
        displayName = "Audit",
        allowedDependencies = {"crypto", "settings"})
@NullMarked
package dev.signet.idp.audit;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
