package dev.signet.idp.token;

import dev.signet.idp.client.Client;
import dev.signet.idp.client.Clients;
import dev.signet.idp.clientauthentication.ClientCertificates;
import dev.signet.idp.dpop.DpopProofs;
import jakarta.servlet.http.HttpServletRequest;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.server.resource.BearerTokenError;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;
import org.springframework.stereotype.Component;

/** Decides whether a call with an access token of ours may go on: the token, its proof, and that it was not revoked. */
@Component
class AccessTokenVerifier {

    private final AccessTokens accessTokens;
    private final DpopProofs proofs;
    private final ClientCertificates certificates;
    private final Clients clients;

    AccessTokenVerifier(
            AccessTokens accessTokens, DpopProofs proofs, ClientCertificates certificates, Clients clients) {
        this.accessTokens = accessTokens;
        this.proofs = proofs;
        this.certificates = certificates;
        this.clients = clients;
    }

    /** @throws OAuth2AuthenticationException if it may not; the error is what the answer's challenge says */
    BearerOfToken verify(PresentedToken presented, HttpServletRequest request) {
        return accessTokens
                .bearer(genuine(presented, request, accessTokens::isForUs))
                .orElseThrow(AccessTokenVerifier::invalid);
    }

    /**
     * The same for the API for administrators, which clients call in their own name too.
     *
     * @param resource what the token has to be for
     */
    CallerOfApi verify(PresentedToken presented, HttpServletRequest request, String resource) {
        var token = genuine(presented, request, it -> it.audience().contains(resource));
        return clients.find(token.clientId())
                .flatMap(_ -> accessTokens.callerOfApi(token))
                .orElseThrow(AccessTokenVerifier::invalid);
    }

    /** The token, presented by whom it is bound to. Whether it was revoked is not asked yet. */
    private AccessToken genuine(PresentedToken presented, HttpServletRequest request, Predicate<AccessToken> isMeant) {
        var token = accessTokens.read(presented.value()).filter(isMeant).orElseThrow(AccessTokenVerifier::invalid);
        var sender = new Sender(
                presented.withProof() ? dpopKey(presented, token, request) : null,
                token.boundTo().certificate() == null ? null : certificate(request));
        if (!token.boundTo().isHeldBy(sender)) {
            throw new InvalidBearerTokenException("The access token is bound to another key");
        }
        if (presented.withProof() && token.boundTo().dpopKey() == null) {
            throw new InvalidBearerTokenException("The access token is bound to no key, and is a Bearer token");
        }
        return token;
    }

    /** RFC 9449 §7.1. */
    private String dpopKey(PresentedToken presented, AccessToken token, HttpServletRequest request) {
        var nonceRequired =
                clients.find(token.clientId()).map(Client::requireDpopNonce).orElse(false);
        return switch (proofs.check(request, presented.value(), nonceRequired)) {
            case DpopProofs.Outcome.Proved(var thumbprint) -> thumbprint;
            case DpopProofs.Outcome.Absent() -> throw refusal("the scheme DPoP needs a proof");
            case DpopProofs.Outcome.Refused(var reason) -> throw refusal(reason);
            case DpopProofs.Outcome.NonceNeeded(var nonce) -> throw new DpopNonceNeededException(nonce);
        };
    }

    private @Nullable String certificate(HttpServletRequest request) {
        return certificates.of(request).map(ClientCertificates::thumbprint).orElse(null);
    }

    private static InvalidBearerTokenException invalid() {
        return new InvalidBearerTokenException("The access token is invalid, expired or revoked");
    }

    private static OAuth2AuthenticationException refusal(String reason) {
        return new OAuth2AuthenticationException(
                new BearerTokenError("invalid_dpop_proof", HttpStatus.UNAUTHORIZED, reason, null));
    }
}
