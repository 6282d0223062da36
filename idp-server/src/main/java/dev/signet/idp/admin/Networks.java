package dev.signet.idp.admin;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Optional;

/** Addresses and networks as somebody types them. */
final class Networks {

    private Networks() {}

    /**
     * {@code typed} in the notation of PostgreSQL; empty if it is neither an address nor a network.
     *
     * @param isNetworkAllowed whether more than a whole address may be asked for. Networks of all sizes would tell step by
     *     step what the mask of an address hides
     */
    static Optional<String> parse(String typed, boolean isNetworkAllowed) {
        var slash = typed.indexOf('/');
        try {
            var text = slash < 0 ? typed : typed.substring(0, slash);
            if (isAbbreviated(text)) {
                return Optional.empty();
            }
            var literal = InetAddress.ofLiteral(text);
            var address = literal.getHostAddress();
            if (address.contains("%")) {
                return Optional.empty();
            }
            if (slash < 0) {
                return Optional.of(address);
            }
            var length = Integer.parseInt(typed.substring(slash + 1));
            var most = literal instanceof Inet6Address ? 128 : 32;
            return isNetworkAllowed && length >= 0 && length <= most
                    ? Optional.of(address + "/" + length)
                    : Optional.empty();
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    /** Java takes {@code 192.0.2} for 192.0.0.2, which nobody means. */
    private static boolean isAbbreviated(String text) {
        return text.indexOf(':') < 0 && text.chars().filter(it -> it == '.').count() != 3;
    }
}
