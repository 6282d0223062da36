package dev.signet.idp.authorization;

import dev.signet.idp.client.Client;
import java.net.URI;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the consent page says of a client that nobody here registered: who describes it, and where access goes.
 *
 * @param host of the {@code client_id}, the one thing about it that was checked
 * @param isLocal whether access goes to a program on the person's own machine, and which program nobody can tell (RFC 8252 §8.6)
 */
record UnverifiedClient(String host, boolean isLocal) {

    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "[::1]", "localhost");

    /** Null if it was registered. */
    static @Nullable UnverifiedClient of(Client client, String redirectUri) {
        return client.isSelfDescribed()
                ? new UnverifiedClient(URI.create(client.clientId()).getHost(), isLocal(URI.create(redirectUri)))
                : null;
    }

    /** An application's own scheme is claimed by whatever program there comes first. */
    private static boolean isLocal(URI redirectUri) {
        return redirectUri.getHost() == null
                || LOOPBACK.contains(redirectUri.getHost().toLowerCase(Locale.ROOT))
                || !redirectUri.getScheme().startsWith("http");
    }
}
