package dev.signet.idp.client;

import dev.signet.idp.client.ClientConfiguration.Outcome.Applied;
import dev.signet.idp.client.ClientConfiguration.Outcome.Refused;
import dev.signet.idp.settings.IdpProperties;
import dev.signet.idp.settings.InvalidSettingException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Applies {@code clients.yaml} before the first request is served. A file that is not there declares nothing; one that is
 * wrong stops the start. Commands, which serve nothing, do not apply it.
 */
@Component
@ConditionalOnWebApplication
class ApplyClientsAtStart implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(ApplyClientsAtStart.class);

    private final ClientConfiguration configuration;
    private final Path file;

    private volatile boolean running;

    ApplyClientsAtStart(ClientConfiguration configuration, IdpProperties idp) {
        this.configuration = configuration;
        this.file = idp.configDir().resolve("clients.yaml");
    }

    @Override
    public void start() {
        if (Files.exists(file)) {
            apply();
        }
        running = true;
    }

    private void apply() {
        switch (configuration.apply(file)) {
            case Refused refused ->
                throw new InvalidSettingException(
                        "The clients were not applied:\n" + String.join("\n", refused.lines()));
            case Applied applied -> {
                log.info("{}", summary(applied));
                applied.warnings().forEach(warning -> log.warn("{}", warning));
                // Printed, not logged: log appenders keep and ship what they get, and this is the only copy.
                applied.generatedSecrets()
                        .forEach(secret -> System.out.println(
                                "client_secret of " + secret.clientId() + ", shown only now: " + secret.value()));
            }
        }
    }

    private static String summary(Applied applied) {
        var clients = applied.clients();
        return "Clients: %d created, %d changed, %d unchanged, %d not in the file and kept"
                .formatted(
                        clients.created().size(),
                        clients.changed().size(),
                        clients.unchanged().size(),
                        clients.notInFile().size());
    }

    @Override
    public void stop() {
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Before the web server, which starts late among the phases. */
    @Override
    public int getPhase() {
        return 0;
    }
}
