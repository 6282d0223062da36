package dev.signet.idp.clientauthentication;

import com.nimbusds.jwt.SignedJWT;
import java.security.cert.X509Certificate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AbstractAuthenticationToken;

/** What a client came with. Not proved yet. */
sealed interface Presented {

    String clientId();

    /** As {@code token_endpoint_auth_method} names it. */
    String method();

    /**
     * An identifier and nothing else, unless the connection has a certificate. What that is for, the registration says: it
     * authenticates the client, or its tokens are bound to it.
     */
    record Nothing(String clientId, @Nullable X509Certificate certificate) implements Presented {

        @Override
        public String method() {
            return "none";
        }
    }

    record Secret(String clientId, String secret, String method) implements Presented {

        @Override
        public String toString() {
            return "Secret[" + clientId + ", redacted, " + method + "]";
        }
    }

    record Assertion(String clientId, SignedJWT jwt) implements Presented {

        @Override
        public String method() {
            return "private_key_jwt";
        }

        @Override
        public String toString() {
            return "Assertion[" + clientId + ", redacted]";
        }
    }

    /** The same as Spring Security passes it from the request to a provider. */
    final class Token extends AbstractAuthenticationToken {

        private final transient Presented presented;

        Token(Presented presented) {
            super(List.of());
            this.presented = presented;
        }

        Presented presented() {
            return presented;
        }

        @Override
        public Object getPrincipal() {
            return presented.clientId();
        }

        @Override
        public Object getCredentials() {
            return "";
        }
    }
}
