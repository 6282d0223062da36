package dev.signet.idp.adminui;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A few lines for somebody to copy.
 *
 * @param name last part of the message key of the note above it, and its id on the page
 * @param title what it is for: the names of products are the same in every language
 * @param note last part of the message key of a further note; null for none
 */
record ConfigurationSample(
        String name, String title, @Nullable String note, String text) {

    /**
     * What samples are made of.
     *
     * @param scope names with spaces between them; empty if there are none
     * @param redirectUri the first one; empty if there is none
     * @param resource the first one; empty if there is none
     */
    record Facts(
            String clientId,
            String method,
            String scope,
            String redirectUri,
            String resource,
            String issuer,
            Map<String, String> endpoints) {

        boolean isPublic() {
            return method.equals("none");
        }

        /** Whether the provider is one for trying things out, which libraries have to be told. */
        boolean isPlainHttp() {
            return issuer.startsWith("http:");
        }

        List<String> scopes() {
            return Arrays.stream(scope.split(" ")).filter(it -> !it.isEmpty()).toList();
        }

        /** The path of the redirect URI, which some frameworks want alone. */
        String callbackPath() {
            try {
                var path = URI.create(redirectUri).getRawPath();
                return path == null || path.isEmpty() ? "/" : path;
            } catch (IllegalArgumentException e) {
                return "/"; // an entry that no rule let in; the page still has to be shown
            }
        }

        String endpoint(String name) {
            return endpoints.getOrDefault(name, issuer);
        }
    }

    /** A text of JavaScript, C#, Python or YAML. */
    static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    static String quoted(List<String> texts) {
        return texts.stream().map(ConfigurationSample::quoted).collect(Collectors.joining(", "));
    }

    /** A word of a POSIX shell. */
    static String word(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
