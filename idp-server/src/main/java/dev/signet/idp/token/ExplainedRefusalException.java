package dev.signet.idp.token;

import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;

/** A refusal of which the audit trail is told more than the client. */
class ExplainedRefusalException extends OAuth2AuthenticationException {

    private final String explanation;

    ExplainedRefusalException(OAuth2Error error, String explanation) {
        super(error);
        this.explanation = explanation;
    }

    String explanation() {
        return explanation;
    }
}
