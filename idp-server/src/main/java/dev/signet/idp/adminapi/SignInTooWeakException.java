package dev.signet.idp.adminapi;

import dev.signet.idp.session.Assurance;
import java.time.Duration;
import org.springframework.security.core.AuthenticationException;

/** The person that a token stands for has to sign in again, with a second factor (RFC 9470 §3). */
public final class SignInTooWeakException extends AuthenticationException {

    private static final long serialVersionUID = 1L;

    private final Duration maxAge;

    SignInTooWeakException(Duration maxAge) {
        super("The person has to sign in again, with a second factor");
        this.maxAge = maxAge;
    }

    /** The challenge without its scheme. */
    public String parameters() {
        return "error=\"insufficient_user_authentication\", error_description=\"%s\", acr_values=\"%s\", max_age=\"%d\""
                .formatted(getMessage(), Assurance.MULTI_FACTOR.acr(), maxAge.toSeconds());
    }
}
