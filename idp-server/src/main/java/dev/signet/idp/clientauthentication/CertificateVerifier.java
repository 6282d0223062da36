package dev.signet.idp.clientauthentication;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.util.X509CertUtils;
import dev.signet.idp.client.Client;
import java.security.cert.X509Certificate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Checks the certificate of a client that authenticates by mutual TLS (RFC 8705 §2). */
@Component
class CertificateVerifier {

    static final String BY_AUTHORITY = "tls_client_auth";
    static final String SELF_SIGNED = "self_signed_tls_client_auth";

    private final CertificateAuthorities authorities;
    private final ClientKeys keys;

    CertificateVerifier(CertificateAuthorities authorities, ClientKeys keys) {
        this.authorities = authorities;
        this.keys = keys;
    }

    static boolean isFor(Client client) {
        return client.tokenEndpointAuthMethod().equals(BY_AUTHORITY)
                || client.tokenEndpointAuthMethod().equals(SELF_SIGNED);
    }

    /** Why {@code certificate} does not authenticate {@code client}, or empty if it does. */
    Optional<Refusal> refusal(Client client, @Nullable X509Certificate certificate) {
        if (certificate == null) {
            return Optional.of(Refusal.NO_CERTIFICATE);
        }
        var genuine = client.tokenEndpointAuthMethod().equals(SELF_SIGNED)
                ? keys.anyOf(client, it -> hold(it, certificate))
                : authorities.vouchFor(certificate) && CertificateNames.match(client.metadata(), certificate);
        return genuine ? Optional.empty() : Optional.of(Refusal.WRONG_CERTIFICATE);
    }

    /** RFC 8705 §2.2: "the certificate is one that the client registered", as the first of an {@code x5c}. */
    private static boolean hold(JWKSet keys, X509Certificate certificate) {
        return keys.getKeys().stream().anyMatch(key -> isOf(key, certificate));
    }

    private static boolean isOf(JWK key, X509Certificate certificate) {
        var chain = key.getX509CertChain();
        return chain != null
                && !chain.isEmpty()
                && certificate.equals(X509CertUtils.parse(chain.getFirst().decode()));
    }
}
