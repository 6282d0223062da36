package dev.signet.idp.token;

import dev.signet.idp.dpop.DpopProofs;
import dev.signet.idp.settings.IdpProperties;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.server.resource.web.BearerTokenAuthenticationEntryPoint;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Our own endpoints as protected resources: who comes with an access token of ours, in the scheme Bearer (RFC 6750) or DPoP
 * (RFC 9449 §7), is let in as a {@link BearerOfToken}.
 */
@Component
public class ResourceAccess {

    private static final String ALGORITHMS = "algs=\"" + String.join(" ", DpopProofs.ALGORITHMS) + "\"";

    private final AccessTokenVerifier verifier;
    private final String dpopParameters;
    private final BearerTokenAuthenticationEntryPoint bearerChallenge = new BearerTokenAuthenticationEntryPoint();

    ResourceAccess(AccessTokenVerifier verifier, IdpProperties idp) {
        this.verifier = verifier;
        var metadata = idp.url("/.well-known/oauth-protected-resource");
        bearerChallenge.setResourceMetadataParameterResolver(_ -> metadata);
        this.dpopParameters = ALGORITHMS + ", resource_metadata=\"" + metadata + '"';
    }

    /** Reads the token. A request without one goes on as nobody's. */
    public Filter filter() {
        return new OncePerRequestFilter() {
            @Override
            protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
                    throws ServletException, IOException {
                try {
                    PresentedToken.of(request)
                            .map(it -> new Authenticated(verifier.verify(it, request)))
                            .ifPresent(it -> SecurityContextHolder.setContext(new SecurityContextImpl(it)));
                } catch (AuthenticationException e) {
                    SecurityContextHolder.clearContext();
                    challenge(request, response, e);
                    return;
                }
                chain.doFilter(request, response);
            }
        };
    }

    /** Answers whoever is not let in: 401, how to ask, and where more is said about that (RFC 9728 §5.1). */
    public void challenge(HttpServletRequest request, HttpServletResponse response, AuthenticationException refused)
            throws IOException, ServletException {
        if (refused instanceof DpopNonceNeededException needed) {
            response.setHeader(DpopProofs.NONCE_HEADER, needed.nonce());
        }
        if (PresentedToken.isDpop(request)) {
            response.addHeader(HttpHeaders.WWW_AUTHENTICATE, dpopChallenge(refused));
            response.setStatus(HttpStatus.UNAUTHORIZED.value());
            return;
        }
        bearerChallenge.commence(request, response, refused);
        response.addHeader(HttpHeaders.WWW_AUTHENTICATE, "DPoP " + dpopParameters);
    }

    /** RFC 9449 §7.1. */
    private String dpopChallenge(AuthenticationException refused) {
        if (!(refused instanceof OAuth2AuthenticationException known)) {
            return "DPoP " + dpopParameters;
        }
        var error = known.getError();
        return "DPoP error=\"%s\", error_description=\"%s\", %s"
                .formatted(error.getErrorCode(), error.getDescription(), dpopParameters);
    }

    /** Each granted scope is an authority, {@code SCOPE_openid} and so on. */
    private static final class Authenticated extends AbstractAuthenticationToken {

        private static final long serialVersionUID = 1L;

        private final transient BearerOfToken bearer;

        private Authenticated(BearerOfToken bearer) {
            super(authorities(bearer));
            this.bearer = bearer;
            setAuthenticated(true);
        }

        @Override
        public BearerOfToken getPrincipal() {
            return bearer;
        }

        @Override
        public @Nullable Object getCredentials() {
            return null;
        }

        private static List<SimpleGrantedAuthority> authorities(BearerOfToken bearer) {
            return bearer.scopes().stream()
                    .map(it -> new SimpleGrantedAuthority("SCOPE_" + it))
                    .toList();
        }
    }
}
