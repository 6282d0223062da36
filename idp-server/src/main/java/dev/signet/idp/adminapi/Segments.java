package dev.signet.idp.adminapi;

import dev.signet.idp.token.AdministrationApi;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Pattern;

/**
 * Names as parts of an address. Most stand there as they are. One with other characters, which may mean something in an
 * address, is written as {@code ~} and base64url.
 */
final class Segments {

    private static final Pattern PLAIN = Pattern.compile("(?!\\.{1,2}$)[A-Za-z0-9._-]+");

    private Segments() {}

    /** @param path behind that of the API, with a slash at its end */
    static URI address(String path, String name) {
        var segment = PLAIN.matcher(name).matches()
                ? name
                : "~" + Base64.getUrlEncoder().withoutPadding().encodeToString(name.getBytes(StandardCharsets.UTF_8));
        return URI.create(AdministrationApi.PATH + path + segment);
    }

    static String name(String segment) {
        if (!segment.startsWith("~")) {
            return segment;
        }
        try {
            return new String(Base64.getUrlDecoder().decode(segment.substring(1)), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException _) {
            throw ProblemException.notFound();
        }
    }
}
