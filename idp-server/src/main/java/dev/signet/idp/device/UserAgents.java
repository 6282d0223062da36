package dev.signet.idp.device;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import ua_parser.CachingParser;
import ua_parser.Parser;

/** Reads {@code User-Agent} headers with the patterns of the ua-parser project. */
@Component
public class UserAgents {

    /** Patterns are tried on what strangers send: a bounded text, and a bounded number of answers is kept. */
    private static final int LONGEST = 256;

    private static final int CACHED = 500;

    /** The one name under which people know a browser, whatever the shape in which it comes. */
    private static final Map<String, String> BROWSERS = Map.of(
            "Mobile Safari", "Safari",
            "Google", "Google app",
            "IE", "Internet Explorer",
            "HeadlessChrome", "Chrome");

    private static final Map<String, String> SYSTEMS = Map.of("Mac OS X", "macOS");
    private static final String UNKNOWN = "Other";

    private volatile @Nullable Parser parser; // a thousand patterns, which most starts do not need at once

    /** What the browser is that sends {@code header}; {@link UserAgent#UNKNOWN} if it sends none. */
    public UserAgent read(@Nullable String header) {
        if (header == null || header.isBlank()) {
            return UserAgent.UNKNOWN;
        }
        var client = parser().parse(header.length() <= LONGEST ? header : header.substring(0, LONGEST));
        return new UserAgent(browser(client.userAgent.family), system(client.os.family));
    }

    /** The same in English words: "Chrome on Android". */
    public String label(@Nullable String header) {
        return read(header).label();
    }

    private static @Nullable String browser(String family) {
        if (family.equals(UNKNOWN)) {
            return null;
        }
        var known = BROWSERS.get(family);
        return known != null ? known : family.replaceFirst(" (Mobile|Mobile iOS|iOS|WebView|Mobile WebView)$", "");
    }

    private static @Nullable String system(String family) {
        return family.equals(UNKNOWN) ? null : SYSTEMS.getOrDefault(family, family);
    }

    private Parser parser() {
        var existing = parser;
        if (existing == null) {
            existing = new CachingParser(CACHED);
            parser = existing; // of two at once, either will do
        }
        return existing;
    }
}
