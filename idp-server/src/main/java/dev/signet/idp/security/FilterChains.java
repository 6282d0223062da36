package dev.signet.idp.security;

/** The order in which chains are asked whether a request is theirs. */
final class FilterChains {

    static final int DOCUMENTS = 1;
    static final int MANAGEMENT = 2;
    static final int TOKENS = 3;
    static final int RESOURCES = 4;
    static final int REGISTRATION = 5;
    static final int UPSTREAM_LOGOUT = 6;
    static final int ADMIN_API = 7;
    static final int BROWSER = 8;

    private FilterChains() {}
}
