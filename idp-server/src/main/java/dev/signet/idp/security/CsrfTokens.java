package dev.signet.idp.security;

import dev.signet.idp.crypto.DerivedKeys;
import dev.signet.idp.crypto.DerivedKeys.Authenticator;
import dev.signet.idp.crypto.RandomSecret;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.security.web.csrf.CsrfTokenRepository;
import org.springframework.security.web.csrf.DefaultCsrfToken;
import org.springframework.stereotype.Component;
import org.springframework.web.util.WebUtils;

/**
 * CSRF tokens that need no storage: the token is a MAC over a random cookie of this browser.
 *
 * <p>Forms of people who are not signed in yet are protected by it too, which a token in a session would cost a row
 * each. The cookie's prefix keeps other hosts of the same domain from setting it; the MAC keeps a cookie that leaked
 * from being turned into a token.
 */
@Component
class CsrfTokens implements CsrfTokenRepository {

    private static final String COOKIE = "__Host-signet-csrf";
    private static final String HEADER = "X-CSRF-TOKEN";
    private static final String PARAMETER = "_csrf";
    private static final String NEW_SECRET = CsrfTokens.class.getName();

    private final Authenticator authenticator;

    CsrfTokens(DerivedKeys keys) {
        this.authenticator = keys.authenticator("csrf");
    }

    @Override
    public CsrfToken generateToken(HttpServletRequest request) {
        var secret = RandomSecret.next();
        request.setAttribute(NEW_SECRET, secret);
        return token(secret);
    }

    @Override
    public void saveToken(@Nullable CsrfToken token, HttpServletRequest request, HttpServletResponse response) {
        if (token == null || !(request.getAttribute(NEW_SECRET) instanceof String secret)) {
            return;
        }
        var cookie = ResponseCookie.from(COOKIE, secret)
                .path("/")
                .httpOnly(true)
                .secure(true)
                .sameSite("Lax")
                .build();
        response.addHeader(HttpHeaders.SET_COOKIE, cookie.toString());
    }

    @Override
    public @Nullable CsrfToken loadToken(HttpServletRequest request) {
        var cookie = WebUtils.getCookie(request, COOKIE);
        return cookie == null || cookie.getValue().isEmpty() ? null : token(cookie.getValue());
    }

    private CsrfToken token(String secret) {
        var code = authenticator.code(secret.getBytes(StandardCharsets.UTF_8));
        return new DefaultCsrfToken(
                HEADER, PARAMETER, Base64.getUrlEncoder().withoutPadding().encodeToString(code));
    }
}
