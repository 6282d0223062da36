package dev.signet.idp.admin;

import java.util.Arrays;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Personal data with as much of it left as it takes to recognise what one knows already. */
final class Masking {

    private static final String HIDDEN = "•••";
    private static final Pattern EMAIL = Pattern.compile("[^\\s<>\"',;:()]+@[^\\s<>\"',;:()]+");
    private static final Pattern ADDRESS = Pattern.compile(
            "(?<![\\w.])(?:\\d{1,3}(?:\\.\\d{1,3}){3}|\\p{XDigit}{0,4}(?::\\p{XDigit}{0,4}){3,7})(?![\\w:])");

    private Masking() {}

    /** {@code a•••@e•••.com}. */
    static String email(String address) {
        var at = address.indexOf('@');
        var host = address.substring(at + 1);
        var dot = host.lastIndexOf('.');
        return first(address) + HIDDEN + "@" + first(host) + HIDDEN + (dot < 0 ? "" : host.substring(dot));
    }

    /** {@code A••• L•••}. */
    static String words(String text) {
        return Arrays.stream(text.strip().split("\\s+"))
                .map(it -> first(it) + HIDDEN)
                .collect(Collectors.joining(" "));
    }

    /** {@code ••••0000}: the last four digits, if there are more than eight. */
    static String phone(String number) {
        var digits = number.replaceAll("\\D", "");
        return HIDDEN + (digits.length() > 8 ? digits.substring(digits.length() - 4) : "");
    }

    /** The network: half of an IPv4 address, the first two groups of an IPv6 address. */
    static @Nullable String address(@Nullable String address) {
        if (address == null) {
            return null;
        }
        var separator = address.contains(":") ? ":" : ".";
        var parts = address.split(separator.equals(".") ? "\\." : ":", -1);
        return parts.length < 3 ? HIDDEN : parts[0] + separator + parts[1] + separator + HIDDEN;
    }

    /** A sentence of which nobody knows what is in it: e-mail and IP addresses are masked, the rest stays. */
    static String text(String text) {
        var withoutEmail = EMAIL.matcher(text).replaceAll(it -> Matcher.quoteReplacement(email(it.group())));
        return ADDRESS.matcher(withoutEmail)
                .replaceAll(it -> Matcher.quoteReplacement(Objects.requireNonNull(address(it.group()))));
    }

    private static String first(String text) {
        return text.isEmpty() ? "" : text.substring(0, text.offsetByCodePoints(0, 1));
    }
}
