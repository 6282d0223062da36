package dev.signet.idp.clientauthentication;

import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;

/** Carries a {@link Refusal} through Spring Security's filter, which knows exceptions only. */
final class ClientRefusedException extends OAuth2AuthenticationException {

    private final Refusal refusal;
    private final @Nullable String clientId;

    /** {@code clientId} is what was presented, proved or not. */
    ClientRefusedException(Refusal refusal, @Nullable String clientId) {
        super(new OAuth2Error(refusal.code(), refusal.description(), null));
        this.refusal = refusal;
        this.clientId = clientId;
    }

    Refusal refusal() {
        return refusal;
    }

    @Nullable
    String clientId() {
        return clientId;
    }
}
