package dev.signet.idp.web;

import dev.signet.idp.audit.RequestOrigin;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.InetAddress;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;
import org.springframework.http.HttpHeaders;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Gives each request a name that its answer, its log lines, its audit events and its error page share. First of all
 * filters, so that there is no answer without it.
 */
class RequestIdFilter extends OncePerRequestFilter {

    static final String HEADER = "X-Request-Id";

    private static final String MDC_KEY = "requestId";
    private static final String ATTRIBUTE = RequestIdFilter.class.getName();
    private static final int USER_AGENT_LENGTH = 256;
    private static final String UNKNOWN_ADDRESS = "0.0.0.0";

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var origin = origin(request);
        response.setHeader(HEADER, origin.requestId());
        try (var _ = origin.bind();
                var _ = MDC.putCloseable(MDC_KEY, origin.requestId())) {
            chain.doFilter(request, response);
        }
    }

    /** The error page is drawn by a second dispatch of the same request, after this filter let go of the first. */
    @Override
    protected boolean shouldNotFilterErrorDispatch() {
        return false;
    }

    private static RequestOrigin origin(HttpServletRequest request) {
        if (request.getAttribute(ATTRIBUTE) instanceof RequestOrigin origin) {
            return origin;
        }
        var origin = new RequestOrigin(
                RequestIds.accept(request.getHeader(HEADER)),
                address(request),
                userAgent(request.getHeader(HttpHeaders.USER_AGENT)));
        request.setAttribute(ATTRIBUTE, origin);
        return origin;
    }

    /**
     * Without the zone of a link-local address ({@code fe80::1%eth0}), which names our interface and not the caller.
     * Behind a proxy this is what the proxy says, or what somebody made it say: what is no address is not kept.
     */
    private static String address(HttpServletRequest request) {
        var sent = request.getRemoteAddr();
        var zone = sent.indexOf('%');
        var address = zone < 0 ? sent : sent.substring(0, zone);
        try {
            return InetAddress.ofLiteral(address).getHostAddress();
        } catch (IllegalArgumentException e) {
            return UNKNOWN_ADDRESS;
        }
    }

    /** What could not be stored or would break a line of a log is left out. */
    private static @Nullable String userAgent(@Nullable String sent) {
        if (sent == null) {
            return null;
        }
        var plain = sent.replaceAll("\\p{Cntrl}", "");
        return plain.length() <= USER_AGENT_LENGTH ? plain : plain.substring(0, USER_AGENT_LENGTH);
    }
}
