package dev.signet.idp.client;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Rules for single values of a registration. Each answers with the violation, or empty. */
final class Rules {

    private static final Pattern SCOPE_TOKEN = Pattern.compile("[\\x21\\x23-\\x5b\\x5d-\\x7e]{1,100}");
    private static final Pattern ROLE_NAME = Pattern.compile("[a-z][a-z0-9-]{0,49}");
    private static final Pattern CLAIM_NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_.:/-]{0,99}");

    /** Control and formatting characters (line breaks, bidirectional overrides, invisible ones) and markup. */
    private static final Pattern UNFIT_FOR_DISPLAY = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}\\p{Co}\\p{Cn}<>]");

    private static final int LONGEST_RESOURCE = 500;
    private static final int LONGEST_PAGE = 2_000;
    private static final int LONGEST_FRAME = 500;

    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    /** Claims that a token's meaning hangs on. A scope must not be able to name them. */
    private static final Set<String> RESERVED_CLAIMS = Set.of(
            "iss",
            "sub",
            "aud",
            "exp",
            "iat",
            "nbf",
            "jti",
            "azp",
            "nonce",
            "acr",
            "amr",
            "auth_time",
            "at_hash",
            "c_hash",
            "s_hash",
            "sid",
            "cnf",
            "act",
            "may_act",
            "client_id",
            "scope",
            "events",
            "typ",
            "active",
            "username",
            "token_type");

    private Rules() {}

    static Optional<String> clientId(String value) {
        return broken(ClientIds.isValid(value), "must be 1 to 200 visible ASCII characters, RFC 6749 appendix A.1");
    }

    /** Short text that people are shown. */
    static Function<String, Optional<String>> display(int longest) {
        return value -> {
            if (value.isBlank() || value.length() > longest) {
                return Optional.of("must be 1 to " + longest + " characters");
            }
            return broken(
                    !UNFIT_FOR_DISPLAY.matcher(value).find(),
                    "control characters, text direction characters and markup not allowed");
        };
    }

    static Function<String, Optional<String>> oneOf(Collection<String> supported) {
        return value -> broken(supported.contains(value), "not supported, must be " + String.join(" or ", supported));
    }

    static Optional<String> scopeName(String value) {
        return broken(SCOPE_TOKEN.matcher(value).matches(), "must be visible ASCII without \" and \\, RFC 6749 §3.3");
    }

    /** Whether there is such a role is another question; one that there is not allows nothing. */
    static Optional<String> roleName(String value) {
        return broken(ROLE_NAME.matcher(value).matches(), "must be the name of a role, such as auditor");
    }

    /** Whether these scopes exist is another question. */
    static Optional<String> scopeList(String value) {
        return broken(
                value.isEmpty() || value.equals(String.join(" ", value.trim().split(" +"))),
                "must be scope names separated by single spaces, RFC 7591 §2");
    }

    static Optional<String> claimName(String value) {
        if (RESERVED_CLAIMS.contains(value)) {
            return Optional.of("reserved for the protocol, a scope cannot stand for it");
        }
        return broken(CLAIM_NAME.matcher(value).matches(), "must be letters, digits and _.:/- after a letter");
    }

    /** A page for people: http or https, never {@code javascript:} or {@code data:}. */
    static Optional<String> webPage(String value) {
        return webAddress(value)
                .map(uri -> broken(uri.getScheme().matches("https?"), "must be http or https, RFC 7591 §2"))
                .orElseGet(() -> Optional.of("must be an http or https URL, RFC 7591 §2"));
    }

    /** A page that people are sent to by others, which OpenID Connect wants to be https without exception. */
    static Optional<String> httpsPage(String value) {
        return broken(
                webAddress(value)
                        .filter(it -> it.getScheme().equals("https") && value.length() <= LONGEST_PAGE)
                        .isPresent(),
                "must be an https URL, OpenID Connect Registration §2");
    }

    /** Where a request object lies. The fragment may hold its hash (OpenID Connect Core §6.2), and is not sent. */
    static Optional<String> requestUri(String value) {
        var fragment = value.indexOf('#');
        return endpoint(fragment < 0 ? value : value.substring(0, fragment))
                .or(() -> broken(webAddress(value).isPresent(), "must be a URL, RFC 3986"));
    }

    /** An address that we call: https, or http to this machine for trying out. */
    static Optional<String> endpoint(String value) {
        var uri = webAddress(value);
        if (uri.isEmpty()) {
            return Optional.of("must be an https URL without user name");
        }
        if (uri.get().getRawFragment() != null) {
            return Optional.of("fragment not allowed");
        }
        return broken(
                uri.get().getScheme().equals("https")
                        || (uri.get().getScheme().equals("http")
                                && LOOPBACK.contains(uri.get().getHost())),
                "must be https; http is for 127.0.0.1, [::1] and localhost only");
    }

    /** An address that we have browsers call, under the same rules; it is one of several in a page and in a header of it. */
    static Optional<String> frame(String value) {
        return endpoint(value)
                .or(() -> broken(value.length() <= LONGEST_FRAME, "must be at most " + LONGEST_FRAME + " characters"));
    }

    /** A resource identifier (RFC 8707 §2): names a resource and need not lead to it. */
    static Optional<String> resource(String value) {
        try {
            var uri = new URI(value);
            return broken(
                    uri.isAbsolute() && uri.getRawFragment() == null && value.length() <= LONGEST_RESOURCE,
                    "must be an absolute URI without a fragment, RFC 8707 §2");
        } catch (URISyntaxException e) {
            return Optional.of("must be an absolute URI without a fragment, RFC 8707 §2");
        }
    }

    private static Optional<URI> webAddress(String value) {
        try {
            var uri = new URI(value);
            return Optional.of(uri)
                    .filter(it -> it.getScheme() != null && it.getHost() != null && it.getRawUserInfo() == null);
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    private static Optional<String> broken(boolean holds, String rule) {
        return holds ? Optional.empty() : Optional.of(rule);
    }
}
