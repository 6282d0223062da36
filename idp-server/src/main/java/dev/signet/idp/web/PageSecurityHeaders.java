package dev.signet.idp.web;

import dev.signet.idp.settings.IdpProperties;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.security.web.header.HeaderWriter;
import org.springframework.stereotype.Component;

/**
 * The headers of every page: it loads from us alone, runs nothing inline, is framed by nobody, tells nobody where
 * somebody came from, and is kept by no cache.
 */
@Component
public class PageSecurityHeaders implements HeaderWriter {

    private static final String FORM_TARGET = PageSecurityHeaders.class.getName() + ".formTarget";

    private static final String FRAMES = PageSecurityHeaders.class.getName() + ".frames";

    private static final String CONTENT_SECURITY_POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; "
            + "img-src 'self' data:; font-src 'self'; connect-src 'self'; frame-ancestors 'none'; base-uri 'none'; "
            + "form-action 'self'";

    private static final String PERMISSIONS_POLICY = "camera=(), display-capture=(), geolocation=(), microphone=(), "
            + "midi=(), payment=(), usb=(), publickey-credentials-create=(self), publickey-credentials-get=(self)";

    /** Two years, as the preload lists of browsers ask for; subdomains are the business of whoever owns the domain. */
    private static final String STRICT_TRANSPORT_SECURITY = "max-age=63072000";

    private final boolean isSecure;

    PageSecurityHeaders(IdpProperties idp) {
        this.isSecure = "https".equals(idp.issuer().getScheme());
    }

    /**
     * Lets the forms of the page that answers {@code request} lead to {@code redirectUri}. Chromium applies
     * {@code form-action} to the redirect that answers a form as well, so without it a sign-in would end in a blocked
     * redirect. Call it with a redirect URI that was checked against the client's registration.
     */
    public static void allowFormTarget(HttpServletRequest request, String redirectUri) {
        request.setAttribute(FORM_TARGET, redirectUri);
    }

    /**
     * Lets the page that answers {@code request} hold frames of the origins of {@code addresses}, and of no others. Call it
     * with addresses of clients' registrations.
     */
    public static void allowFrames(HttpServletRequest request, List<String> addresses) {
        request.setAttribute(FRAMES, addresses);
    }

    @Override
    public void writeHeaders(HttpServletRequest request, HttpServletResponse response) {
        response.setHeader("Content-Security-Policy", contentSecurityPolicy(request));
        response.setHeader("Referrer-Policy", "no-referrer");
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("X-Frame-Options", "DENY");
        response.setHeader("Cross-Origin-Resource-Policy", "same-origin");
        response.setHeader("Permissions-Policy", PERMISSIONS_POLICY);
        if (isSecure) {
            response.setHeader("Strict-Transport-Security", STRICT_TRANSPORT_SECURITY);
        }
        if (!response.containsHeader(HttpHeaders.CACHE_CONTROL)) {
            response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        }
    }

    private static String contentSecurityPolicy(HttpServletRequest request) {
        return CONTENT_SECURITY_POLICY
                + sources(request, FORM_TARGET).map(it -> " " + it).orElse("")
                + sources(request, FRAMES).map(it -> "; frame-src " + it).orElse("");
    }

    /** Empty if there is no such attribute, or nothing in it that a policy can name. */
    private static Optional<String> sources(HttpServletRequest request, String attribute) {
        var addresses = switch (request.getAttribute(attribute)) {
            case String one -> List.of(one);
            case List<?> several -> several.stream().map(String::valueOf).toList();
            case null, default -> List.<String>of();
        };
        var sources = addresses.stream()
                .map(PageSecurityHeaders::source)
                .filter(Objects::nonNull)
                .distinct()
                .collect(Collectors.joining(" "));
        return sources.isEmpty() ? Optional.empty() : Optional.of(sources);
    }

    /**
     * The source expression (CSP Level 3 §2.3.1) for the origin of an address: {@code https://host:port}, or the scheme
     * alone where there is no origin (an app's own scheme) or no expression for it (an IPv6 literal). Null if the
     * address is not one; what a URI allows in scheme, host and port cannot end a directive.
     */
    private static @Nullable String source(String address) {
        try {
            var uri = new URI(address);
            var scheme = uri.getScheme();
            if (scheme == null) {
                return null;
            }
            var host = uri.getHost();
            if (!scheme.startsWith("http") || (host != null && host.startsWith("["))) {
                return scheme + ":";
            }
            return host == null ? null : scheme + "://" + host + (uri.getPort() < 0 ? "" : ":" + uri.getPort());
        } catch (URISyntaxException e) {
            return null;
        }
    }
}
