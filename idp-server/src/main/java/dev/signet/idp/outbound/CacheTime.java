package dev.signet.idp.outbound;

import java.time.Duration;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpMessage;

/** How long an answer may be kept (RFC 9111 §5.2.2), as far as it says so plainly. */
final class CacheTime {

    private static final Pattern FORBIDDEN = Pattern.compile("(?i)\\b(no-store|no-cache)\\b");
    private static final Pattern MAX_AGE = Pattern.compile("(?i)(?:^|[,\\s])max-age\\s*=\\s*\"?(\\d{1,9})");

    private CacheTime() {}

    static Duration of(HttpMessage response) {
        var directives = String.join(",", values(response));
        var maxAge = MAX_AGE.matcher(directives);
        return FORBIDDEN.matcher(directives).find() || !maxAge.find()
                ? Duration.ZERO
                : Duration.ofSeconds(Long.parseLong(maxAge.group(1)));
    }

    private static Iterable<String> values(HttpMessage response) {
        return Stream.of(response.getHeaders("Cache-Control"))
                .map(Header::getValue)
                .toList();
    }
}
