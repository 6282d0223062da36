package dev.signet.idp.authorization;

import dev.signet.idp.settings.InvalidSettingException;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Authorization requests.
 *
 * @param pushedRequestLifetime how long a pushed authorization request can be visited (RFC 9126 §2.2); a sign-in that began
 *     in time may take longer. 5 seconds to 10 minutes, as FAPI 2.0 has it
 */
@ConfigurationProperties("idp.authorization")
record AuthorizationProperties(@DefaultValue("60s") Duration pushedRequestLifetime) {

    private static final Duration SHORTEST = Duration.ofSeconds(5);
    private static final Duration LONGEST = Duration.ofMinutes(10);

    AuthorizationProperties {
        if (pushedRequestLifetime.compareTo(SHORTEST) < 0 || pushedRequestLifetime.compareTo(LONGEST) > 0) {
            throw new InvalidSettingException("idp.authorization.pushed-request-lifetime must be from 5s to 10m");
        }
    }
}
