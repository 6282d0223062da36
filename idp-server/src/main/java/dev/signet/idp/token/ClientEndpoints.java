package dev.signet.idp.token;

/** What clients call with their own credentials, beside the token endpoint itself. */
public final class ClientEndpoints {

    public static final String INTROSPECTION = "/oauth2/introspect";
    public static final String REVOCATION = "/oauth2/revoke";

    private ClientEndpoints() {}
}
