/**
 * The API for administrators, {@code /api/admin/v1}: what the console can do, for programs.
 *
 * <p>Owns how it is asked and answered: representations, paging, problems, versions against lost updates, keys against doing
 * things twice, and the document that describes it all, which is made from the controllers. What is done is behind the
 * console's ports, so neither can do what the other cannot; who may is asked by the filter chain, by the table
 * {@code AdminApiRoutes}, and by the ports again.
 */
@ApplicationModule(
        displayName = "API for administrators",
        allowedDependencies = {
            "access",
            "adminui",
            "audit",
            "client",
            "crypto",
            "jobs",
            "ratelimit",
            "session",
            "settings",
            "token",
            "user"
        })
@NullMarked
package dev.signet.idp.adminapi;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
