package dev.signet.idp.token;

import dev.signet.idp.dpop.DpopProofs;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.http.HttpHeaders;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.server.resource.BearerTokenErrors;
import org.springframework.security.oauth2.server.resource.web.DefaultBearerTokenResolver;

/**
 * An access token as it came to one of our own endpoints.
 *
 * @param withProof whether it came in the scheme {@code DPoP}, which is for tokens that are bound to a key
 */
record PresentedToken(String value, boolean withProof) {

    private static final Pattern DPOP =
            Pattern.compile("DPoP +(?<token>[A-Za-z0-9._~+/-]+=*) *", Pattern.CASE_INSENSITIVE);

    private static final DefaultBearerTokenResolver BEARER = bearer();

    /**
     * Reads the header (RFC 6750 §2.1, RFC 9449 §7.1), or the form (RFC 6750 §2.2); never the address.
     *
     * @return empty if there is no token
     * @throws OAuth2AuthenticationException if there are several, or what there is has no form
     */
    static Optional<PresentedToken> of(HttpServletRequest request) {
        if (!isDpop(request)) {
            return Optional.ofNullable(BEARER.resolve(request)).map(it -> new PresentedToken(it, false));
        }
        var headers = Collections.list(request.getHeaders(HttpHeaders.AUTHORIZATION));
        var header = DPOP.matcher(headers.getFirst());
        if (headers.size() > 1 || !header.matches() || request.getParameter("access_token") != null) {
            throw new OAuth2AuthenticationException(
                    BearerTokenErrors.invalidRequest("The request must have one access token, in one place"));
        }
        return Optional.of(new PresentedToken(header.group("token"), true));
    }

    /** Whether the scheme is {@code DPoP}, in any case (RFC 9110 §11.1). */
    static boolean isDpop(HttpServletRequest request) {
        return Collections.list(request.getHeaders(HttpHeaders.AUTHORIZATION)).stream()
                .anyMatch(it -> it.regionMatches(true, 0, DpopProofs.HEADER + " ", 0, DpopProofs.HEADER.length() + 1));
    }

    private static DefaultBearerTokenResolver bearer() {
        var resolver = new DefaultBearerTokenResolver();
        resolver.setAllowFormEncodedBodyParameter(true);
        return resolver;
    }

    @Override
    public String toString() {
        return "PresentedToken[redacted, " + withProof + "]";
    }
}
