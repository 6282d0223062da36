package dev.signet.idp.outbound;

import dev.signet.idp.settings.InvalidSettingException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Requests to addresses that outsiders gave us.
 *
 * @param allowLoopback whether they may go to this machine, also by plain http. For trying things out only
 * @param allowedNetworks networks that are not public and that they may go to all the same, as {@code 10.0.5.0/24}: where
 *     applications live that have a key set or want to hear of logouts. Whoever registers clients can then reach all of
 *     it, by https
 * @param connectTimeout how long a connection may take to open
 * @param timeout how long a request may take in all, name resolution and the last byte included
 * @param maxSize the largest accepted answer
 */
@ConfigurationProperties("idp.outbound")
record OutboundProperties(
        @DefaultValue("false") boolean allowLoopback,
        @DefaultValue({}) List<String> allowedNetworks,
        @DefaultValue("2s") Duration connectTimeout,
        @DefaultValue("5s") Duration timeout,
        @DefaultValue("64KB") DataSize maxSize) {

    OutboundProperties {
        allowedNetworks = List.copyOf(allowedNetworks);
        for (var network : allowedNetworks) {
            require(
                    AddressBlock.isWellFormed(network),
                    "idp.outbound.allowed-networks: " + network + " is not a network such as 10.0.5.0/24");
        }
        require(connectTimeout.isPositive(), "idp.outbound.connect-timeout must be positive");
        require(timeout.isPositive(), "idp.outbound.timeout must be positive");
        require(
                maxSize.toBytes() > 0 && maxSize.toMegabytes() < 1024,
                "idp.outbound.max-size must be positive and below a gigabyte");
    }

    /** Whether requests may go to {@code address} although it is not public. */
    boolean allows(InetAddress address) {
        return (allowLoopback && address.isLoopbackAddress())
                || allowedNetworks.stream().map(AddressBlock::of).anyMatch(it -> it.contains(address));
    }

    private static void require(boolean holds, String sentence) {
        if (!holds) {
            throw new InvalidSettingException(sentence);
        }
    }
}
