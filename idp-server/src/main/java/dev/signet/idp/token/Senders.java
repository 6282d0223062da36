package dev.signet.idp.token;

import static dev.signet.idp.token.TokenRequest.refusal;

import dev.signet.idp.client.Client;
import dev.signet.idp.clientauthentication.ClientCertificates;
import dev.signet.idp.dpop.DpopProofs;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.stereotype.Component;

/** Finds out what whoever sends a token request can be bound to. */
@Component
class Senders {

    private final DpopProofs proofs;
    private final ClientCertificates certificates;

    Senders(DpopProofs proofs, ClientCertificates certificates) {
        this.proofs = proofs;
        this.certificates = certificates;
    }

    /**
     * The sender of a token request; refuses a proof that is not in order, and the lack of what the client's registration
     * demands. Uses the proof up, so ask before anything else is.
     */
    Sender of(Authentication tokenRequest, Client client) {
        var request = (HttpServletRequest) Objects.requireNonNull(tokenRequest.getDetails());
        return new Sender(dpopKey(request, client), certificate(request, client));
    }

    private @Nullable String dpopKey(HttpServletRequest request, Client client) {
        return switch (proofs.check(request, null, client.requireDpopNonce())) {
            case DpopProofs.Outcome.Proved(var thumbprint) -> thumbprint;
            case DpopProofs.Outcome.Absent() -> {
                if (client.dpopBoundAccessTokens()) {
                    throw refusal(OAuth2ErrorCodes.INVALID_REQUEST, "This client has to send a DPoP proof");
                }
                yield null;
            }
            case DpopProofs.Outcome.Refused(var reason) -> throw refusal("invalid_dpop_proof", reason);
            case DpopProofs.Outcome.NonceNeeded(var nonce) -> throw new DpopNonceNeededException(nonce);
        };
    }

    private @Nullable String certificate(HttpServletRequest request, Client client) {
        if (!client.tlsClientCertificateBoundAccessTokens()) {
            return null;
        }
        return certificates
                .of(request)
                .map(ClientCertificates::thumbprint)
                .orElseThrow(() ->
                        refusal(OAuth2ErrorCodes.INVALID_REQUEST, "This client has to present its TLS certificate"));
    }
}
