package dev.signet.idp.token;

import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;

/** Asks for the proof once more, with a nonce (RFC 9449 §8). */
final class DpopNonceNeededException extends OAuth2AuthenticationException {

    private final String nonce;

    DpopNonceNeededException(String nonce) {
        super(new OAuth2Error("use_dpop_nonce", "The DPoP proof needs the nonce of the header DPoP-Nonce", null));
        this.nonce = nonce;
    }

    String nonce() {
        return nonce;
    }
}
