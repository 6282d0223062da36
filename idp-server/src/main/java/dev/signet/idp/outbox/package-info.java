/**
 * The outbox: what has to reach somebody else, sooner or later, exactly because a transaction was committed.
 *
 * <p>Owns the deliveries, their retries and their end. A delivery is written in the transaction of the change that
 * caused it, so there is never one without the other; every node works on what is due, and a node that dies leaves
 * nothing undone. Does not know what is delivered or how: a module that has a kind of delivery publishes a
 * {@link dev.signet.idp.outbox.Courier}.
 */
@ApplicationModule(
        displayName = "Outbox",
        allowedDependencies = {"audit", "crypto", "jobs", "settings"})
@NullMarked
package dev.signet.idp.outbox;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
