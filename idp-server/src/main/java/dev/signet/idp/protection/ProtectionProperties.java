package dev.signet.idp.protection;

import dev.signet.idp.settings.InvalidSettingException;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Closing an account that is in the wrong hands.
 *
 * @param linkLifetime how long "This was not me" in a notice works
 */
@ConfigurationProperties("idp.protection")
record ProtectionProperties(@DefaultValue("7d") Duration linkLifetime) {

    ProtectionProperties {
        if (!linkLifetime.isPositive()) {
            throw new InvalidSettingException("idp.protection.link-lifetime must be positive");
        }
    }
}
