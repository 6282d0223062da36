package dev.signet.idp.email;

import dev.signet.idp.settings.InvalidSettingException;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * E-mail addresses of accounts.
 *
 * @param linkLifetime how long the link works that proves an address
 * @param undoLifetime how long the former address can take a change back
 */
@ConfigurationProperties("idp.email")
record EmailProperties(
        @DefaultValue("24h") Duration linkLifetime,
        @DefaultValue("7d") Duration undoLifetime) {

    EmailProperties {
        if (!linkLifetime.isPositive()) {
            throw new InvalidSettingException("idp.email.link-lifetime must be positive");
        }
        if (!undoLifetime.isPositive()) {
            throw new InvalidSettingException("idp.email.undo-lifetime must be positive");
        }
    }
}
