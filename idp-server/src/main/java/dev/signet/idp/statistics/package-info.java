/**
 * What happened, counted by the hour: sign-ins, refusals, factors, tokens, limits.
 *
 * <p>Owns the table of counts. A job reads the audit trail forward and adds up what it finds, and each node adds what it
 * counted in memory because nobody writes a row for it. So a chart costs the same however much happens. Counts are for
 * looking at, not for proof: what a node counted in the minute in which it was killed is missing.
 */
@ApplicationModule(
        displayName = "Statistics",
        allowedDependencies = {"audit", "jobs"})
@NullMarked
package dev.signet.idp.statistics;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
