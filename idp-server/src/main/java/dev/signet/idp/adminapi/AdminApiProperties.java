package dev.signet.idp.adminapi;

import dev.signet.idp.settings.InvalidSettingException;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The API for administrators.
 *
 * @param enabled whether this node has it; never without the console, see {@code idp.admin.enabled}
 * @param signInAge how long ago the person that a token stands for may have signed in, with a second factor; the console's
 *     half hour by default
 * @param idempotencyLifetime how long a creation can be sent again under its {@code Idempotency-Key}
 */
@ConfigurationProperties("idp.admin.api")
record AdminApiProperties(
        @DefaultValue("true") boolean enabled,
        @DefaultValue("30m") Duration signInAge,
        @DefaultValue("24h") Duration idempotencyLifetime) {

    AdminApiProperties {
        if (!signInAge.isPositive()) {
            throw new InvalidSettingException("idp.admin.api.sign-in-age must be positive");
        }
        if (!idempotencyLifetime.isPositive()) {
            throw new InvalidSettingException("idp.admin.api.idempotency-lifetime must be positive");
        }
    }
}
