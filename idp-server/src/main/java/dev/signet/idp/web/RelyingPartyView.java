package dev.signet.idp.web;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What pages say about the client that somebody came from.
 *
 * @param initials one or two letters in place of a logo
 * @param host of the client's home page: the part of what it says about itself that people can compare with the
 *     address they came from; null if it names none
 * @param logoUri not shown: our pages load nothing from elsewhere
 * @param policyUri an http or https address, or null
 * @param tosUri an http or https address, or null
 */
public record RelyingPartyView(
        String name,
        String initials,
        @Nullable String host,
        @Nullable String logoUri,
        @Nullable String policyUri,
        @Nullable String tosUri) {

    /** Leaves out addresses that a browser could take for something else than a page. */
    public static RelyingPartyView of(
            String name,
            @Nullable String clientUri,
            @Nullable String logoUri,
            @Nullable String policyUri,
            @Nullable String tosUri) {
        var home = page(clientUri);
        return new RelyingPartyView(
                name,
                initials(name),
                home == null ? null : home.getHost(),
                text(page(logoUri)),
                text(page(policyUri)),
                text(page(tosUri)));
    }

    private static String initials(String name) {
        return Arrays.stream(name.split("[^\\p{L}\\p{N}]+"))
                .filter(word -> !word.isEmpty())
                .limit(2)
                .map(word -> Character.toString(word.codePointAt(0)).toUpperCase(Locale.ROOT))
                .collect(Collectors.joining());
    }

    private static @Nullable URI page(@Nullable String address) {
        if (address == null) {
            return null;
        }
        try {
            var uri = new URI(address);
            return "https".equalsIgnoreCase(uri.getScheme()) || "http".equalsIgnoreCase(uri.getScheme()) ? uri : null;
        } catch (URISyntaxException e) {
            return null;
        }
    }

    private static @Nullable String text(@Nullable URI uri) {
        return uri == null ? null : uri.toString();
    }
}
