/**
 * Where the rows are: the PostgreSQL of {@code spring.datasource.url}, or one of our own below the data folder.
 *
 * <p>Owns the life of the embedded server, the two database roles and the changelog. Owns no table: each module
 * brings its own changelog file, listed in {@code db/changelog/master.yaml}.
 */
@ApplicationModule(
        displayName = "Database",
        allowedDependencies = {"settings", "crypto"})
@NullMarked
package dev.signet.idp.database;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
