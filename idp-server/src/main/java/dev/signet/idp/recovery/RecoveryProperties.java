package dev.signet.idp.recovery;

import dev.signet.idp.settings.InvalidSettingException;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Choosing a new password through a mailed link.
 *
 * @param linkLifetime how long the link works, at most a day
 */
@ConfigurationProperties("idp.recovery")
record RecoveryProperties(@DefaultValue("30m") Duration linkLifetime) {

    RecoveryProperties {
        if (!linkLifetime.isPositive() || linkLifetime.compareTo(Duration.ofDays(1)) > 0) {
            throw new InvalidSettingException("idp.recovery.link-lifetime must be positive and at most a day");
        }
    }
}
