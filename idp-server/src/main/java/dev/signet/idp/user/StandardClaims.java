package dev.signet.idp.user;

import dev.signet.idp.user.Violation.Rule;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.IllformedLocaleException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The standard claims of OpenID Connect: which there are, what they may hold, and those of one account.
 *
 * @see <a href="https://openid.net/specs/openid-connect-core-1_0.html#StandardClaims">OpenID Connect Core 1.0 §5.1</a>
 */
public final class StandardClaims {

    private static final int MAX_TEXT = 256;
    private static final int MAX_LINES = 1024;
    private static final int MAX_URL = 2048;
    private static final Pattern BIRTHDATE = Pattern.compile("\\d{4}(-\\d{2}-\\d{2})?");
    private static final String LEAP_YEAR = "2000";

    private static final Map<String, Check> ADDRESS = Map.of(
            "formatted", text(value -> PlainText.violationOf(value, MAX_LINES, true)),
            "street_address", text(value -> PlainText.violationOf(value, MAX_LINES, true)),
            "locality", text(StandardClaims::line),
            "region", text(StandardClaims::line),
            "postal_code", text(StandardClaims::line),
            "country", text(StandardClaims::line));

    private static final Map<String, Check> CHECKS = Map.ofEntries(
            Map.entry("name", text(StandardClaims::line)),
            Map.entry("given_name", text(StandardClaims::line)),
            Map.entry("family_name", text(StandardClaims::line)),
            Map.entry("middle_name", text(StandardClaims::line)),
            Map.entry("nickname", text(StandardClaims::line)),
            Map.entry("preferred_username", text(StandardClaims::line)),
            Map.entry("gender", text(StandardClaims::line)),
            Map.entry("phone_number", text(StandardClaims::line)),
            Map.entry("phone_number_verified", StandardClaims::isBoolean),
            Map.entry("profile", text(StandardClaims::url)),
            Map.entry("picture", text(StandardClaims::url)),
            Map.entry("website", text(StandardClaims::url)),
            Map.entry("birthdate", text(StandardClaims::birthdate)),
            Map.entry("zoneinfo", text(StandardClaims::zoneinfo)),
            Map.entry("locale", text(StandardClaims::locale)),
            Map.entry("address", StandardClaims::address));

    private StandardClaims() {}

    /** Everything that keeps {@code claims} from being an account's; empty if nothing does. */
    public static List<Violation> violationsOf(Map<String, Object> claims) {
        var violations = new ArrayList<Violation>();
        claims.forEach((claim, value) -> violations.addAll(check(CHECKS, claim, claim, value)));
        return violations;
    }

    /** What is known about {@code account}, without {@code sub}, which depends on who asks. */
    public static Map<String, Object> of(Account account) {
        var claims = new LinkedHashMap<>(account.claims());
        claims.put("email", account.email().value());
        claims.put("email_verified", account.emailVerified());
        claims.put("updated_at", account.updatedAt().getEpochSecond());
        return claims;
    }

    private static List<Violation> check(Map<String, Check> checks, String claim, String path, Object value) {
        var check = checks.get(claim);
        return check == null ? List.of(new Violation(path, Rule.UNKNOWN)) : check.violationsOf(path, value);
    }

    private static Optional<Rule> line(String text) {
        return PlainText.violationOf(text, MAX_TEXT, false);
    }

    private static Optional<Rule> url(String text) {
        var unsafe = PlainText.violationOf(text, MAX_URL, false);
        return unsafe.isPresent() || isWebAddress(text) ? unsafe : Optional.of(Rule.NOT_URL);
    }

    private static boolean isWebAddress(String text) {
        try {
            var uri = new URI(text);
            return ("https".equalsIgnoreCase(uri.getScheme()) || "http".equalsIgnoreCase(uri.getScheme()))
                    && uri.getHost() != null
                    && uri.getUserInfo() == null;
        } catch (URISyntaxException e) {
            return false;
        }
    }

    /** A year that was left out is 0000, which has a 29 February or not as the person likes. */
    private static Optional<Rule> birthdate(String text) {
        if (!BIRTHDATE.matcher(text).matches()) {
            return Optional.of(Rule.NOT_DATE);
        }
        try {
            if (text.length() > LEAP_YEAR.length()) {
                LocalDate.parse(text.startsWith("0000") ? LEAP_YEAR + text.substring(LEAP_YEAR.length()) : text);
            }
            return Optional.empty();
        } catch (DateTimeException e) {
            return Optional.of(Rule.NOT_DATE);
        }
    }

    private static Optional<Rule> zoneinfo(String text) {
        return ZoneId.getAvailableZoneIds().contains(text) ? Optional.empty() : Optional.of(Rule.NOT_TIME_ZONE);
    }

    /** Some implementations write {@code de_CH}; Core 1.0 §5.1 lets relying parties accept that, so we keep it. */
    private static Optional<Rule> locale(String text) {
        try {
            new Locale.Builder().setLanguageTag(text.replace('_', '-')).build();
            return text.isBlank() ? Optional.of(Rule.NOT_LOCALE) : Optional.empty();
        } catch (IllformedLocaleException e) {
            return Optional.of(Rule.NOT_LOCALE);
        }
    }

    private static List<Violation> isBoolean(String path, Object value) {
        return value instanceof Boolean ? List.of() : List.of(new Violation(path, Rule.NOT_BOOLEAN));
    }

    private static List<Violation> address(String path, Object value) {
        if (!(value instanceof Map<?, ?> members)) {
            return List.of(new Violation(path, Rule.NOT_OBJECT));
        }
        var violations = new ArrayList<Violation>();
        members.forEach(
                (member, text) -> violations.addAll(check(ADDRESS, String.valueOf(member), path + "." + member, text)));
        return violations;
    }

    private static Check text(TextCheck check) {
        return (path, value) -> {
            var broken = value instanceof String text ? check.violationOf(text) : Optional.of(Rule.NOT_TEXT);
            return broken.map(rule -> new Violation(path, rule)).stream().toList();
        };
    }

    /** What one claim has to keep to. */
    private interface Check {

        List<Violation> violationsOf(String path, Object value);
    }

    /** The same for a claim that is text. */
    private interface TextCheck {

        Optional<Rule> violationOf(String text);
    }
}
