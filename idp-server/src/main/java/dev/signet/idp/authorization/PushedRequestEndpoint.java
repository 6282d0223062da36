package dev.signet.idp.authorization;

/** Where clients push authorization requests to, for the filter chain that authenticates them. */
public final class PushedRequestEndpoint {

    public static final String PATH = "/oauth2/par";

    private PushedRequestEndpoint() {}
}
