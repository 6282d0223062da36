package dev.signet.idp.outbound;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;

/**
 * Tells addresses of the public internet from those that only somebody inside our network can reach.
 *
 * @see <a href="https://www.iana.org/assignments/iana-ipv4-special-registry">IANA, special-purpose IPv4 addresses</a>
 * @see <a href="https://www.iana.org/assignments/iana-ipv6-special-registry">IANA, special-purpose IPv6 addresses</a>
 */
final class PublicAddresses {

    private static final List<AddressBlock> NOT_PUBLIC_IPV4 = AddressBlock.all(
            "0.0.0.0/8", // this network
            "10.0.0.0/8", // private
            "100.64.0.0/10", // shared by carriers; the metadata service of one cloud
            "127.0.0.0/8", // loopback
            "168.63.129.16/32", // a cloud's host, reachable from its machines only
            "169.254.0.0/16", // link-local; the metadata service of most clouds
            "172.16.0.0/12", // private
            "192.0.0.0/24", // protocol assignments
            "192.0.2.0/24", // documentation
            "192.88.99.0/24", // 6to4 relays
            "192.168.0.0/16", // private
            "198.18.0.0/15", // benchmarks
            "198.51.100.0/24", // documentation
            "203.0.113.0/24", // documentation
            "224.0.0.0/4", // multicast
            "240.0.0.0/4"); // reserved, broadcast

    /** Everything else is loopback, link-local, unique local, multicast, mapped or not assigned. */
    private static final AddressBlock GLOBAL_IPV6 = AddressBlock.of("2000::/3");

    private static final List<AddressBlock> NOT_PUBLIC_IPV6 = AddressBlock.all(
            "2001::/23", // protocol assignments, Teredo
            "2001:db8::/32", // documentation
            "2002::/16", // 6to4: an IPv4 address inside
            "3fff::/20"); // documentation

    /** NAT64 (RFC 6052): the last four bytes are the IPv4 address that is meant. */
    private static final AddressBlock NAT64 = AddressBlock.of("64:ff9b::/96");

    private PublicAddresses() {}

    static boolean contains(InetAddress address) {
        if (address instanceof Inet4Address) {
            return NOT_PUBLIC_IPV4.stream().noneMatch(block -> block.contains(address));
        }
        if (NAT64.contains(address)) {
            return contains(lastFourBytes(address));
        }
        return GLOBAL_IPV6.contains(address) && NOT_PUBLIC_IPV6.stream().noneMatch(block -> block.contains(address));
    }

    private static InetAddress lastFourBytes(InetAddress address) {
        try {
            return InetAddress.getByAddress(Arrays.copyOfRange(address.getAddress(), 12, 16));
        } catch (UnknownHostException e) {
            throw new IllegalStateException("four bytes are an address", e);
        }
    }
}
