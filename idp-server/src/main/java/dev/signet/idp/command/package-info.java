/**
 * What the jar does besides serving: verbs for operators, on the command line.
 *
 * <p>Owns reading the command line, exit codes and what is printed. A verb runs without a web server and without jobs
 * against the same database as the server, also beside it. What a verb changes belongs to the module that it asks.
 *
 * <p>Exit codes: 0 done, 1 refused or failed in whole or in part, 2 the command line was not understood.
 */
@ApplicationModule(
        displayName = "Commands",
        allowedDependencies = {
            "audit",
            "client",
            "clientregistration",
            "federation",
            "outbox",
            "password",
            "protection",
            "registration",
            "settings",
            "setup",
            "signingkey",
            "token",
            "user"
        })
@NullMarked
package dev.signet.idp.command;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
