package dev.signet.idp.setup;

import dev.signet.idp.settings.InvalidSettingException;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Making the first administrator.
 *
 * @param linkLifetime how long the link that a start prints can be used; the next start prints another
 */
@ConfigurationProperties("idp.setup")
record SetupProperties(@DefaultValue("24h") Duration linkLifetime) {

    SetupProperties {
        if (!linkLifetime.isPositive()) {
            throw new InvalidSettingException("idp.setup.link-lifetime must be positive");
        }
    }
}
