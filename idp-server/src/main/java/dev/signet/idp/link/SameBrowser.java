package dev.signet.idp.link;

import dev.signet.idp.crypto.RandomSecret;
import dev.signet.idp.crypto.TokenHash;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.stereotype.Component;

/**
 * Tells whether a link is opened in the browser that asked for it. Only there can somebody go on to the relying party
 * that they came from: another browser knows nothing of that errand, and may be somebody else's.
 */
@Component
public class SameBrowser {

    private static final String COOKIE = "__Host-signet-asked";
    private static final Duration LIFETIME = Duration.ofDays(1);
    private static final int LONGEST = 64;

    /** What to keep with the link, to recognise the browser of {@code request} by. */
    public String mark(HttpServletRequest request, HttpServletResponse response) {
        var value = value(request).orElseGet(RandomSecret::next);
        response.addHeader(
                HttpHeaders.SET_COOKIE,
                ResponseCookie.from(COOKIE, value)
                        .path("/")
                        .secure(true)
                        .httpOnly(true)
                        .sameSite("Lax")
                        .maxAge(LIFETIME)
                        .build()
                        .toString());
        return TokenHash.of(value).hex();
    }

    /** Whether {@code mark} was made for the browser of {@code request}. */
    public boolean is(String mark, HttpServletRequest request) {
        return value(request).map(it -> TokenHash.of(it).hex().equals(mark)).orElse(false);
    }

    private static Optional<String> value(HttpServletRequest request) {
        return Optional.ofNullable(request.getCookies()).stream()
                .flatMap(Arrays::stream)
                .filter(it -> it.getName().equals(COOKIE))
                .map(Cookie::getValue)
                .filter(it -> !it.isEmpty() && it.length() <= LONGEST)
                .findFirst();
    }
}
