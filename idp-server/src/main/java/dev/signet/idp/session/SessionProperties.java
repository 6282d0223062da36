package dev.signet.idp.session;

import dev.signet.idp.settings.InvalidSettingException;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The two clocks of a browser session, and how many there may be.
 *
 * @param idleTimeout a session ends this long after its last use; every use starts the clock anew
 * @param lifetime a session ends this long after somebody last proved who they are, whatever its use
 * @param mostPerAccount how many sessions one account may have at once; a sign-in beyond that ends the one that was unused
 *     longest. 0 means any number
 */
@ConfigurationProperties("idp.session")
record SessionProperties(
        @DefaultValue("30m") Duration idleTimeout,
        @DefaultValue("12h") Duration lifetime,
        @DefaultValue("0") int mostPerAccount) {

    SessionProperties {
        if (!idleTimeout.isPositive()) {
            throw new InvalidSettingException("idp.session.idle-timeout must be positive");
        }
        if (mostPerAccount < 0) {
            throw new InvalidSettingException("idp.session.most-per-account must not be negative");
        }
        if (lifetime.compareTo(idleTimeout) < 0) {
            throw new InvalidSettingException("idp.session.lifetime must not be below idp.session.idle-timeout");
        }
    }
}
