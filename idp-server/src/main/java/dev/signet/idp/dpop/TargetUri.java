package dev.signet.idp.dpop;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * An {@code htu} as it is compared (RFC 9449 §4.3 step 9): without query and fragment, and in the normal form of RFC 3986
 * §6.2.2 and §6.2.3.
 */
final class TargetUri {

    private TargetUri() {}

    static Optional<String> normal(String uri) {
        try {
            var parsed = new URI(uri).normalize();
            if (parsed.getScheme() == null || parsed.getHost() == null || parsed.getRawUserInfo() != null) {
                return Optional.empty();
            }
            var scheme = parsed.getScheme().toLowerCase(Locale.ROOT);
            var host = parsed.getHost().toLowerCase(Locale.ROOT);
            var port = parsed.getPort() == defaultPort(scheme) ? -1 : parsed.getPort();
            var path = Objects.requireNonNullElse(parsed.getPath(), "");
            return Optional.of(new URI(scheme, null, host, port, path.isEmpty() ? "/" : path, null, null).toString());
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    private static int defaultPort(String scheme) {
        return switch (scheme) {
            case "https" -> 443;
            case "http" -> 80;
            default -> -1;
        };
    }
}
