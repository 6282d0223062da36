package dev.signet.idp.client;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Redirect URIs: which may be registered, and which value of a request fits a registered one.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6749#section-3.1.2">RFC 6749 §3.1.2, redirection endpoint</a>
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8252#section-7">RFC 8252 §7, native applications</a>
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9700#section-2.1">RFC 9700 §2.1, exact matching</a>
 */
public final class RedirectUris {

    private static final int MAX_LENGTH = 2000;
    private static final Set<String> LOOPBACK_LITERALS = Set.of("127.0.0.1", "[::1]");

    /** Scheme, loopback literal, port, and everything behind it. Nothing else of a URI may differ but the port. */
    private static final Pattern LOOPBACK =
            Pattern.compile("(http://(?:127\\.0\\.0\\.1|\\[::1]))(?::([0-9]{1,5}))?((?:[/?].*)?)");

    private RedirectUris() {}

    /**
     * Whether {@code requested} is one of {@code registered}: character by character, except that the port of a loopback
     * literal is free, because a native application listens where the system lets it (RFC 8252 §7.3).
     */
    public static boolean matches(Collection<String> registered, String requested) {
        if (registered.contains(requested)) {
            return true;
        }
        var loopback = withoutLoopbackPort(requested);
        return loopback.isPresent()
                && registered.stream().map(RedirectUris::withoutLoopbackPort).anyMatch(loopback::equals);
    }

    /**
     * What is wrong with {@code requested}, which {@link #matches} none of {@code registered}, for whoever may see the
     * registration. Repeats nothing of what was sent.
     */
    public static String mismatch(Collection<String> registered, String requested) {
        return registered.stream()
                .max(Comparator.comparingInt(it -> firstDifference(it, requested)))
                .map(closest -> "redirect_uri %s; registered: %s%s"
                        .formatted(
                                difference(closest, requested),
                                closest,
                                registered.size() == 1 ? "" : " and " + (registered.size() - 1) + " more"))
                .orElse("the client has no redirect_uri registered");
    }

    /** How {@code requested} differs from {@code expected}, as "differs at character 27", counted from 1. */
    public static String difference(String expected, String requested) {
        if (requested.equals(expected + "/")) {
            return "has a slash too many at its end";
        }
        if (expected.equals(requested + "/")) {
            return "lacks the slash at its end";
        }
        return "differs at character " + (firstDifference(expected, requested) + 1)
                + (expected.equalsIgnoreCase(requested) ? ", in upper or lower case" : "");
    }

    private static int firstDifference(String one, String other) {
        var position = 0;
        while (position < one.length() && position < other.length() && one.charAt(position) == other.charAt(position)) {
            position++;
        }
        return position;
    }

    /** Why {@code value} may not be registered as a redirect URI, with the rule's section; empty if it may. */
    static Optional<String> violationOf(String value) {
        if (value.length() > MAX_LENGTH) {
            return Optional.of("longer than " + MAX_LENGTH + " characters");
        }
        if (value.indexOf('*') >= 0) {
            return Optional.of("wildcard not allowed, RFC 9700 §2.1");
        }
        URI uri;
        try {
            uri = new URI(value);
        } catch (URISyntaxException e) {
            return Optional.of("not a URI, RFC 3986: " + e.getReason().toLowerCase(Locale.ROOT));
        }
        if (!uri.isAbsolute()) {
            return Optional.of("must be absolute, RFC 6749 §3.1.2");
        }
        if (uri.getRawFragment() != null) {
            return Optional.of("fragment not allowed, RFC 6749 §3.1.2");
        }
        return switch (uri.getScheme()) {
            case "https" -> hostViolation(uri);
            case "http" -> hostViolation(uri).or(() -> loopbackViolation(uri));
            default -> privateUseViolation(uri);
        };
    }

    /** Whether both have the same scheme, host and port (RFC 6454 §5). An address without a host has no origin. */
    static boolean haveOneOrigin(String one, String other) {
        var origin = origin(one);
        return origin.isPresent() && origin.equals(origin(other));
    }

    private static Optional<String> origin(String address) {
        try {
            var uri = new URI(address);
            if (uri.getHost() == null || uri.getScheme() == null) {
                return Optional.empty();
            }
            var usual = uri.getScheme().equals("https") ? 443 : 80;
            return Optional.of(uri.getScheme() + "://" + uri.getHost().toLowerCase(Locale.ROOT) + ":"
                    + (uri.getPort() < 0 ? usual : uri.getPort()));
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    private static Optional<String> hostViolation(URI uri) {
        if (uri.getHost() == null) {
            return Optional.of("must name a host, RFC 6749 §3.1.2");
        }
        if (uri.getRawUserInfo() != null) {
            return Optional.of("user name or password not allowed, RFC 9110 §4.2.4");
        }
        return portViolation(uri);
    }

    private static Optional<String> portViolation(URI uri) {
        return uri.getPort() > 65535 || uri.getPort() == 0
                ? Optional.of("port must be from 1 to 65535")
                : Optional.empty();
    }

    private static Optional<String> loopbackViolation(URI uri) {
        return LOOPBACK_LITERALS.contains(uri.getHost()) || uri.getHost().equals("localhost")
                ? Optional.empty()
                : Optional.of("must be https; http is for 127.0.0.1, [::1] and localhost only, RFC 8252 §7.3");
    }

    /** {@code com.example.app:/callback}. The dot keeps out {@code javascript:}, {@code data:} and their like. */
    private static Optional<String> privateUseViolation(URI uri) {
        if (!uri.getScheme().contains(".")) {
            return Optional.of("scheme must be https, or a private-use scheme with a dot, RFC 8252 §7.1");
        }
        if (uri.isOpaque()) {
            return Optional.of("a private-use scheme needs a slash after its colon, RFC 8252 §7.1");
        }
        return uri.getRawUserInfo() == null
                ? Optional.empty()
                : Optional.of("user name or password not allowed, RFC 9110 §4.2.4");
    }

    private static Optional<String> withoutLoopbackPort(String uri) {
        var matcher = LOOPBACK.matcher(uri);
        if (!matcher.matches() || (matcher.group(2) != null && Integer.parseInt(matcher.group(2)) > 65535)) {
            return Optional.empty();
        }
        return Optional.of(matcher.group(1) + matcher.group(3));
    }
}
