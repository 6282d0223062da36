package dev.signet.idp.token;

/** What clients call with their own credentials, beside the token endpoint itself. */
public final class ClientEndpoints {

    public static final String INTROSPECTION = "/oauth2/introspect";
    public static final String REVOCATION = "/oauth2/revoke";

    public static final String DEVICE_AUTHORIZATION = "/oauth2/device_authorization";

    /** Where people type a device's code. */
    public static final String DEVICE_PAGE = "/device";

    private ClientEndpoints() {}
}
