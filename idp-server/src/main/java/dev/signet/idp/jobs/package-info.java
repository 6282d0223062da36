/**
 * Work that no request waits for: one scheduler over the nodes (each job runs on one of them at a time), and the sweep of
 * expired rows.
 *
 * <p>Owns the scheduler's table and no other. A module that has a job publishes a db-scheduler {@code Task}; a module
 * whose rows expire publishes {@link dev.signet.idp.jobs.ExpiredRows}.
 */
@ApplicationModule(
        displayName = "Jobs",
        allowedDependencies = {})
@NullMarked
package dev.signet.idp.jobs;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
