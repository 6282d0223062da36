package dev.signet.idp.device;

import dev.signet.idp.crypto.RandomSecret;
import dev.signet.idp.crypto.TokenHash;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.web.util.WebUtils;

/**
 * The cookie of a browser: 256 random bits, the same for all accounts that sign in with it. Bound to this host alone,
 * never sent over plain HTTP (browsers except loopback), never readable by scripts.
 */
final class DeviceCookie {

    static final String NAME = "__Host-signet-device";

    /** Anything else is none of ours and costs no query. */
    private static final Pattern VALUE = Pattern.compile("[A-Za-z0-9_-]{43}");

    private static final String JUST_SET = DeviceCookie.class.getName();

    private DeviceCookie() {}

    static Optional<TokenHash> read(HttpServletRequest request) {
        return value(request).map(TokenHash::of);
    }

    /** Starts the cookie's life anew, with the value that the browser has or with a first one. */
    static TokenHash write(HttpServletRequest request, HttpServletResponse response, Duration life) {
        var value = value(request).orElseGet(RandomSecret::next);
        request.setAttribute(JUST_SET, value);
        var cookie = ResponseCookie.from(NAME, value)
                .path("/")
                .maxAge(life)
                .httpOnly(true)
                .secure(true)
                .sameSite("Lax")
                .build();
        response.addHeader(HttpHeaders.SET_COOKIE, cookie.toString());
        return TokenHash.of(value);
    }

    private static Optional<String> value(HttpServletRequest request) {
        if (request.getAttribute(JUST_SET) instanceof String value) {
            return Optional.of(value);
        }
        return Optional.ofNullable(WebUtils.getCookie(request, NAME))
                .map(it -> it.getValue())
                .filter(it -> VALUE.matcher(it).matches());
    }
}
