package dev.signet.idp.admin;

import dev.signet.idp.admin.DatabaseHealthRepository.Server;
import dev.signet.idp.adminui.HealthDirectory;
import java.time.Clock;
import java.time.Duration;
import org.springframework.stereotype.Component;

/** How the database is. */
@Component
class DatabaseHealth {

    private final DatabaseHealthRepository repository;
    private final Clock clock;

    DatabaseHealth(DatabaseHealthRepository repository, Clock clock) {
        this.repository = repository;
        this.clock = clock;
    }

    Server server() {
        return repository.server();
    }

    /** The answer about the time was made half-way between question and arrival, as far as anybody can tell. */
    HealthDirectory.Database of(Server server) {
        var asked = clock.instant();
        var theirs = repository.time();
        var uncertainty = Duration.between(asked, clock.instant()).dividedBy(2);
        var migrations = repository.migrations();
        return new HealthDirectory.Database(
                Duration.between(asked.plus(uncertainty), theirs),
                uncertainty,
                server.size(),
                migrations.changes(),
                migrations.last(),
                migrations.lastAt(),
                migrations.isLocked(),
                server.connections());
    }
}
