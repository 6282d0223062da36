package dev.signet.idp.outbound;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.hc.client5.http.DnsResolver;

/**
 * Resolves a name to addresses that a request may go to.
 *
 * <p>The connection is opened to what this returns, so a name that answers differently the next time (DNS rebinding)
 * gains nothing. One forbidden address among several is enough to refuse them all.
 */
class GuardedDnsResolver implements DnsResolver {

    private final DnsResolver names;
    private final Predicate<InetAddress> exceptions;

    /** @param exceptions addresses that are allowed although they are not public */
    GuardedDnsResolver(DnsResolver names, Predicate<InetAddress> exceptions) {
        this.names = names;
        this.exceptions = exceptions;
    }

    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
        var addresses = names.resolve(host);
        if (!Stream.of(addresses).allMatch(this::isAllowed)) {
            throw new ForbiddenAddressException(host);
        }
        return addresses;
    }

    @Override
    public String resolveCanonicalHostname(String host) {
        return host;
    }

    private boolean isAllowed(InetAddress address) {
        return PublicAddresses.contains(address) || exceptions.test(address);
    }

    /** The name leads to where an outsider must not send us. */
    static class ForbiddenAddressException extends UnknownHostException {

        ForbiddenAddressException(String host) {
            super(host + " is not an address of the public internet");
        }
    }
}
