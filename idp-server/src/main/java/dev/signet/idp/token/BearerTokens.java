package dev.signet.idp.token;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthenticationToken;
import org.springframework.stereotype.Component;

/** Accepts our own access tokens at our own endpoints (RFC 6750). */
@Component
public class BearerTokens implements AuthenticationProvider {

    private final AccessTokens accessTokens;

    BearerTokens(AccessTokens accessTokens) {
        this.accessTokens = accessTokens;
    }

    @Override
    public Authentication authenticate(Authentication authentication) {
        var token = ((BearerTokenAuthenticationToken) authentication).getToken();
        return accessTokens
                .verify(token)
                .map(Authenticated::new)
                .orElseThrow(() -> new InvalidBearerTokenException("The access token is invalid, expired or revoked"));
    }

    @Override
    public boolean supports(Class<?> authentication) {
        return BearerTokenAuthenticationToken.class.isAssignableFrom(authentication);
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
