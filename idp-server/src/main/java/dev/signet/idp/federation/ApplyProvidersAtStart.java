package dev.signet.idp.federation;

import dev.signet.idp.settings.IdpProperties;
import dev.signet.idp.settings.InvalidSettingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Applies {@code providers.yaml} before the first request is served. A file that is not there changes nothing; one that is
 * wrong stops the start.
 */
@Component
@ConditionalOnWebApplication
class ApplyProvidersAtStart implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(ApplyProvidersAtStart.class);

    private final ProviderConfiguration configuration;
    private final Path file;

    private volatile boolean running;

    ApplyProvidersAtStart(ProviderConfiguration configuration, IdpProperties idp) {
        this.configuration = configuration;
        this.file = idp.configDir().resolve("providers.yaml");
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
            case ProviderConfiguration.Outcome.Refused(var problems) ->
                throw new InvalidSettingException("The identity providers were not applied:\n"
                        + problems.stream().map(Object::toString).collect(Collectors.joining("\n")));
            case ProviderConfiguration.Outcome.Applied applied -> {
                if (!applied.ids().isEmpty()) {
                    log.info("Sign-in with other providers: {}", String.join(", ", applied.ids()));
                }
                applied.warnings().forEach(warning -> log.warn("{}", warning));
            }
        }
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
