package dev.signet.idp.ratelimit;

import dev.signet.idp.audit.RequestOrigin;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.UUID;

/**
 * Whom or what a limit counts. Holds personal data, and so never leaves memory other than as a keyed code.
 *
 * @param kind keeps an account apart from a device with the same id
 */
public record Subject(String kind, String value) {

    /** Providers give a household or a server a /64 at least, so a single IPv6 address costs an attacker nothing. */
    private static final int BYTES_OF_IPV6 = 8;

    private static final Subject EVERYBODY = new Subject("everybody", "");

    /**
     * Where the current request comes from: the caller's address, which is the proxy's unless
     * {@code server.forward-headers-strategy} is set.
     */
    public static Subject caller() {
        return address(RequestOrigin.current().map(RequestOrigin::address).orElse(""));
    }

    static Subject address(String text) {
        return new Subject("address", network(text));
    }

    /** What somebody typed to say who they are, in the form that accounts are found by; whether there is one or not. */
    public static Subject identifier(String normalised) {
        return new Subject("identifier", normalised);
    }

    public static Subject account(UUID id) {
        return new Subject("account", id.toString());
    }

    public static Subject device(UUID id) {
        return new Subject("device", id.toString());
    }

    /** A client, by the {@code client_id} that was sent. */
    public static Subject client(String clientId) {
        return new Subject("client", clientId);
    }

    /** All of them together. */
    public static Subject everybody() {
        return EVERYBODY;
    }

    /** Both: counted apart from each of them. */
    public Subject and(Subject other) {
        return new Subject(kind + "+" + other.kind, value.length() + ":" + value + other.value);
    }

    /** One spelling for each, in which an IPv4 address that was written as IPv6 is itself. */
    private static String network(String address) {
        try {
            return switch (InetAddress.ofLiteral(address)) {
                case Inet6Address ipv6 -> HexFormat.of().formatHex(Arrays.copyOf(ipv6.getAddress(), BYTES_OF_IPV6));
                case InetAddress ipv4 -> ipv4.getHostAddress();
            };
        } catch (IllegalArgumentException _) {
            return ""; // no address, as in a command: they share one count
        }
    }

    @Override
    public String toString() {
        return "Subject[" + kind + "]";
    }
}
