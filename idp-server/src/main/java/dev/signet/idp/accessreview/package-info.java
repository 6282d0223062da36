/**
 * The regular review of who and what may do what: a job looks for rights that nobody seems to need, and somebody signs that
 * they looked at them.
 *
 * <p>Owns what was found and the reviews with what each had before it. Reads other modules' tables to find out and changes
 * nothing there: taking a right away is for people, on the pages where it is given.
 */
@ApplicationModule(
        displayName = "Access review",
        allowedDependencies = {"audit", "jobs", "user"})
@NullMarked
package dev.signet.idp.accessreview;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
