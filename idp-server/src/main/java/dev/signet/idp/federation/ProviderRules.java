package dev.signet.idp.federation;

import dev.signet.idp.user.EmailAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Rules for single values of a provider's entry. Each answers with the violation, or empty. */
final class ProviderRules {

    /** The claims that a provider can fill: text that says nothing about what somebody may do. */
    static final List<String> CLAIMS = List.of(
            "name",
            "given_name",
            "family_name",
            "middle_name",
            "nickname",
            "preferred_username",
            "profile",
            "picture",
            "website",
            "zoneinfo",
            "locale");

    private static final Pattern ID = Pattern.compile("[a-z0-9][a-z0-9-]{0,31}");
    private static final Pattern ROLE = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");
    private static final Pattern WORD = Pattern.compile("[A-Za-z0-9_.:/-]{1,100}");
    private static final Pattern TENANT = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    private static final Pattern SCOPE =
            Pattern.compile("[\\x21\\x23-\\x5b\\x5d-\\x7e]+( [\\x21\\x23-\\x5b\\x5d-\\x7e]+)*");
    private static final Pattern UNFIT = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}\\p{Co}\\p{Cn}<>]");
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    private ProviderRules() {}

    static Optional<String> id(String value) {
        return broken(
                ID.matcher(value).matches() && !value.equals("new"), // which is a page of the console
                "must be 1 to 32 of a-z, 0-9 and -, and not begin with -, and not be new");
    }

    static Optional<String> name(String value) {
        return broken(
                !value.isBlank()
                        && value.length() <= 60
                        && !UNFIT.matcher(value).find(),
                "must be 1 to 60 characters that can be seen, without markup");
    }

    static Optional<String> clientId(String value) {
        return broken(
                !value.isBlank() && value.length() <= 500 && value.chars().allMatch(it -> it >= 0x20 && it <= 0x7e),
                "must be visible ASCII, RFC 6749 appendix A.1");
    }

    static Optional<String> word(String value) {
        return broken(WORD.matcher(value).matches(), "must be letters, digits and _.:/-");
    }

    /** What a claim may hold, such as the name of a group. */
    static Optional<String> value(String value) {
        return broken(
                !value.isBlank()
                        && value.length() <= 200
                        && !UNFIT.matcher(value).find(),
                "must be 1 to 200 characters that can be seen");
    }

    static Optional<String> role(String value) {
        return broken(value.length() <= 50 && ROLE.matcher(value).matches(), "must be the name of a role");
    }

    static Optional<String> tenant(String value) {
        return broken(
                TENANT.matcher(value).matches(),
                "must be the directory (tenant) ID; common and organizations have no issuer of their own");
    }

    static Optional<String> scope(String value) {
        return broken(SCOPE.matcher(value).matches(), "must be scope names separated by single spaces, RFC 6749 §3.3");
    }

    static Optional<String> issuer(String value) {
        return endpoint(value)
                .or(() -> broken(!value.contains("?"), "must have no query, OpenID Connect Discovery 1.0 §3"));
    }

    /** An address that we call or send people to: https, or http to this machine for trying out. */
    static Optional<String> endpoint(String value) {
        try {
            var uri = new URI(value);
            var isUsable = uri.getHost() != null && uri.getRawUserInfo() == null && uri.getRawFragment() == null;
            return broken(
                    isUsable
                            && ("https".equals(uri.getScheme())
                                    || ("http".equals(uri.getScheme()) && LOOPBACK.contains(uri.getHost()))),
                    "must be an https URL without user name and fragment; http is for 127.0.0.1, [::1] and localhost"
                            + " only");
        } catch (URISyntaxException e) {
            return Optional.of("must be an https URL");
        }
    }

    static Optional<String> domain(String value) {
        return broken(
                EmailAddress.parse("somebody@" + value).isPresent() && !value.contains("@"),
                "must be a domain such as example.com");
    }

    /** As {@link Provider#host} has it. */
    static String normalisedDomain(String value) {
        return EmailAddress.parse("somebody@" + value).map(Provider::host).orElse(value);
    }

    static Function<String, Optional<String>> oneOf(Collection<String> supported) {
        return value -> broken(supported.contains(value), "not supported, must be " + String.join(" or ", supported));
    }

    private static Optional<String> broken(boolean holds, String rule) {
        return holds ? Optional.empty() : Optional.of(rule);
    }
}
