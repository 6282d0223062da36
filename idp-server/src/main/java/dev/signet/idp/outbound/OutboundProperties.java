package dev.signet.idp.outbound;

import dev.signet.idp.settings.InvalidSettingException;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Requests to addresses that outsiders gave us.
 *
 * @param allowLoopback whether they may go to this machine, also by plain http. For trying things out only
 * @param connectTimeout how long a connection may take to open
 * @param timeout how long a request may take in all, name resolution and the last byte included
 * @param maxSize the largest accepted answer
 */
@ConfigurationProperties("idp.outbound")
record OutboundProperties(
        @DefaultValue("false") boolean allowLoopback,
        @DefaultValue("2s") Duration connectTimeout,
        @DefaultValue("5s") Duration timeout,
        @DefaultValue("64KB") DataSize maxSize) {

    OutboundProperties {
        require(connectTimeout.isPositive(), "idp.outbound.connect-timeout must be positive");
        require(timeout.isPositive(), "idp.outbound.timeout must be positive");
        require(
                maxSize.toBytes() > 0 && maxSize.toMegabytes() < 1024,
                "idp.outbound.max-size must be positive and below a gigabyte");
    }

    private static void require(boolean holds, String sentence) {
        if (!holds) {
            throw new InvalidSettingException(sentence);
        }
    }
}
