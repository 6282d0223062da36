package dev.signet.idp.session;

import dev.signet.idp.settings.InvalidSettingException;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The two clocks of a browser session.
 *
 * @param idleTimeout a session ends this long after its last use; every use starts the clock anew
 * @param lifetime a session ends this long after somebody last proved who they are, whatever its use
 */
@ConfigurationProperties("idp.session")
record SessionProperties(
        @DefaultValue("30m") Duration idleTimeout,
        @DefaultValue("12h") Duration lifetime) {

    SessionProperties {
        if (!idleTimeout.isPositive()) {
            throw new InvalidSettingException("idp.session.idle-timeout must be positive");
        }
        if (lifetime.compareTo(idleTimeout) < 0) {
            throw new InvalidSettingException("idp.session.lifetime must not be below idp.session.idle-timeout");
        }
    }
}
