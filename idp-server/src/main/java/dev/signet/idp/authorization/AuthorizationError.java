package dev.signet.idp.authorization;

/**
 * Why an authorization request is refused.
 *
 * @param code a code of RFC 6749 §4.1.2.1 or OpenID Connect Core 1.0 §3.1.2.6
 * @param description for the client's developer; never repeats what was sent
 */
record AuthorizationError(String code, String description) {

    static final String INVALID_REQUEST = "invalid_request";
    static final String UNAUTHORIZED_CLIENT = "unauthorized_client";
    static final String UNSUPPORTED_RESPONSE_TYPE = "unsupported_response_type";
    static final String INVALID_SCOPE = "invalid_scope";
    static final String ACCESS_DENIED = "access_denied";
    static final String LOGIN_REQUIRED = "login_required";
    static final String INTERACTION_REQUIRED = "interaction_required";
    static final String CONSENT_REQUIRED = "consent_required";
    /** RFC 9470 §5, OpenID Connect Core Error Code unmet_authentication_requirements 1.0. */
    static final String UNMET_AUTHENTICATION_REQUIREMENTS = "unmet_authentication_requirements";

    /** RFC 9101 §7. */
    static final String INVALID_REQUEST_URI = "invalid_request_uri";

    static final String INVALID_REQUEST_OBJECT = "invalid_request_object";

    static final String REQUEST_NOT_SUPPORTED = "request_not_supported";
    static final String REQUEST_URI_NOT_SUPPORTED = "request_uri_not_supported";
    /** RFC 8707 §2. */
    static final String INVALID_TARGET = "invalid_target";

    /** RFC 9449 §5. */
    static final String INVALID_DPOP_PROOF = "invalid_dpop_proof";
    /** RFC 9449 §8. */
    static final String USE_DPOP_NONCE = "use_dpop_nonce";

    static final String REGISTRATION_NOT_SUPPORTED = "registration_not_supported";

    static AuthorizationError invalidRequest(String description) {
        return new AuthorizationError(INVALID_REQUEST, description);
    }
}
