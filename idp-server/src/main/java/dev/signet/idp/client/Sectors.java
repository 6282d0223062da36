package dev.signet.idp.client;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Sectors of pairwise subjects (OpenID Connect Core 1.0 §8.1): the host of a document, or else of all redirect URIs. */
final class Sectors {

    /** Everybody's own machine: a sector of that name would be one for all native applications together. */
    private static final Set<String> NOBODYS = Set.of("localhost", "127.0.0.1", "[::1]");

    private Sectors() {}

    /** Empty if the registration does not say which sector it is of. */
    static Optional<String> of(ClientMetadata metadata) {
        if (metadata.sectorIdentifierUri() != null) {
            return Optional.ofNullable(host(metadata.sectorIdentifierUri()));
        }
        var hosts = metadata.redirectUris().stream()
                .map(it -> Optional.ofNullable(host(it)).orElse(""))
                .collect(Collectors.toSet());
        return hosts.size() == 1
                ? hosts.stream()
                        .filter(it -> !it.isEmpty() && !NOBODYS.contains(it))
                        .findFirst()
                : Optional.empty();
    }

    private static @Nullable String host(String uri) {
        try {
            var host = URI.create(uri).getHost();
            return host == null ? null : host.toLowerCase(Locale.ROOT);
        } catch (IllegalArgumentException e) {
            return null; // the rules have said that it is no URI
        }
    }
}
