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
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.server.resource.web.BearerTokenAuthenticationEntryPoint;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Our own endpoints as protected resources: who comes with an access token of ours, in the scheme Bearer (RFC 6750) or DPoP
 * (RFC 9449 §7), is let in as a {@link BearerOfToken}.
 */
@Component
public class ResourceAccess {

    private static final String METADATA = "/.well-known/oauth-protected-resource";

    private static final String ALGORITHMS = "algs=\"" + String.join(" ", DpopProofs.ALGORITHMS) + "\"";

    private final AccessTokenVerifier verifier;
    private final IdpProperties idp;
    private final BearerTokenAuthenticationEntryPoint bearerChallenge = new BearerTokenAuthenticationEntryPoint();

    ResourceAccess(AccessTokenVerifier verifier, IdpProperties idp) {
        this.verifier = verifier;
        this.idp = idp;
        bearerChallenge.setResourceMetadataParameterResolver(this::metadata);
    }

    /** Reads the token. A request without one goes on as nobody's. */
    public Filter filter() {
        return filter((token, request) -> new Authenticated(verifier.verify(token, request)), this::challenge);
    }

    /**
     * The same for the API for administrators.
     *
     * @param caller who may go on; may refuse as well
     * @param refusal answers whoever may not, see {@link #challenge}
     */
    public Filter filter(Function<CallerOfApi, Authentication> caller, AuthenticationEntryPoint refusal) {
        var resource = AdministrationApi.resource(idp);
        return filter((token, request) -> caller.apply(verifier.verify(token, request, resource)), refusal);
    }

    private static Filter filter(
            BiFunction<PresentedToken, HttpServletRequest, Authentication> verification,
            AuthenticationEntryPoint refusal) {
        return new OncePerRequestFilter() {
            @Override
            protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
                    throws ServletException, IOException {
                try {
                    PresentedToken.of(request)
                            .map(it -> verification.apply(it, request))
                            .ifPresent(it -> SecurityContextHolder.setContext(new SecurityContextImpl(it)));
                } catch (AuthenticationException e) {
                    SecurityContextHolder.clearContext();
                    refusal.commence(request, response, e);
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
            response.addHeader(HttpHeaders.WWW_AUTHENTICATE, dpopChallenge(request, refused));
            response.setStatus(HttpStatus.UNAUTHORIZED.value());
            return;
        }
        bearerChallenge.commence(request, response, refused);
        response.addHeader(HttpHeaders.WWW_AUTHENTICATE, "DPoP " + dpopParameters(request));
    }

    /** RFC 9449 §7.1. */
    private String dpopChallenge(HttpServletRequest request, AuthenticationException refused) {
        if (!(refused instanceof OAuth2AuthenticationException known)) {
            return "DPoP " + dpopParameters(request);
        }
        var error = known.getError();
        return "DPoP error=\"%s\", error_description=\"%s\", %s"
                .formatted(error.getErrorCode(), error.getDescription(), dpopParameters(request));
    }

    private String dpopParameters(HttpServletRequest request) {
        return ALGORITHMS + ", resource_metadata=\"" + metadata(request) + '"';
    }

    /** RFC 9728 §3.1: the path of a resource comes behind the well-known one. */
    private String metadata(HttpServletRequest request) {
        var isApi = request.getRequestURI().startsWith(AdministrationApi.PATH + "/");
        return idp.url(isApi ? METADATA + AdministrationApi.PATH : METADATA);
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
