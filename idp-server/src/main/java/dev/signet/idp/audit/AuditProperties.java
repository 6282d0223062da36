package dev.signet.idp.audit;

import dev.signet.idp.settings.InvalidSettingException;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The audit trail.
 *
 * @param retention how long events are kept at least. They go by whole months, and only once they are sealed
 * @param prune whether the server removes months whose time is over. It needs the role of {@code spring.liquibase.user}
 *     for that; without it, {@code audit prune} does the same
 * @param searchTimeout how long one search may take, in whole seconds; whoever asks for more is told to narrow it
 */
@ConfigurationProperties("idp.audit")
record AuditProperties(
        @DefaultValue("400d") Duration retention,
        @DefaultValue("true") boolean prune,
        @DefaultValue("10s") Duration searchTimeout) {

    AuditProperties {
        if (retention.compareTo(Duration.ofDays(1)) < 0) {
            throw new InvalidSettingException("idp.audit.retention must be at least 1d");
        }
        if (searchTimeout.toSeconds() < 1) {
            throw new InvalidSettingException("idp.audit.search-timeout must be at least 1s");
        }
    }
}
