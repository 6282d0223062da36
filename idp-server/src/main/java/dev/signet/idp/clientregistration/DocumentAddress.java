package dev.signet.idp.clientregistration;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A {@code client_id} that is the address of a document (draft-ietf-oauth-client-id-metadata-document-01 §3). It is compared
 * as it stands, never normalised.
 */
record DocumentAddress(URI uri) {

    private static final Pattern SCHEME = Pattern.compile("https?://.*");

    /** Visible ASCII, as every {@code client_id} here. */
    private static final Pattern FIT = Pattern.compile("[\\x21-\\x7e]{1,200}");

    private static final List<String> DOTS = List.of(".", "..", "%2e", "%2e%2e", ".%2e", "%2e.");

    /** Whether it looks like an address at all, so that every other {@code client_id} costs no more than this. */
    static boolean isLike(String clientId) {
        return SCHEME.matcher(clientId).matches();
    }

    /** Whether we go there, which is https and public addresses, is the guarded client's to say. */
    static Optional<DocumentAddress> of(String clientId) {
        try {
            return Optional.of(new URI(clientId))
                    .filter(it -> isLike(clientId)
                            && FIT.matcher(clientId).matches()
                            && it.getHost() != null
                            && it.getRawUserInfo() == null
                            && it.getRawFragment() == null
                            && !it.getRawPath().isEmpty()
                            && !hasDots(it.getRawPath()))
                    .map(DocumentAddress::new);
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    String host() {
        return uri.getHost();
    }

    /** Where the document's host greets people. */
    String origin() {
        return uri.getScheme() + "://" + uri.getRawAuthority() + "/";
    }

    private static boolean hasDots(String path) {
        for (var segment : path.split("/", -1)) {
            if (DOTS.contains(segment.toLowerCase(Locale.ROOT))) {
                return true;
            }
        }
        return false;
    }
}
