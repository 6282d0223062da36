package dev.signet.idp.recovery;

import dev.signet.idp.settings.InvalidSettingException;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Getting back in: a new password through a mailed link, and what happens to second factors that were lost.
 *
 * @param linkLifetime how long the link works, at most a day
 * @param factorRemovalDelay how long somebody waits who lost their second factors before these are removed, at least an
 *     hour; meanwhile the owner can cancel it
 */
@ConfigurationProperties("idp.recovery")
record RecoveryProperties(
        @DefaultValue("30m") Duration linkLifetime,
        @DefaultValue("24h") Duration factorRemovalDelay) {

    RecoveryProperties {
        if (!linkLifetime.isPositive() || linkLifetime.compareTo(Duration.ofDays(1)) > 0) {
            throw new InvalidSettingException("idp.recovery.link-lifetime must be positive and at most a day");
        }
        if (factorRemovalDelay.compareTo(Duration.ofHours(1)) < 0) {
            throw new InvalidSettingException("idp.recovery.factor-removal-delay must be at least 1h");
        }
    }
}
