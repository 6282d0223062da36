package dev.signet.idp.token;

import dev.signet.idp.client.Client;
import dev.signet.idp.settings.IdpProperties;

/**
 * The API for administrators as a protected resource of its own (RFC 8707 §2): a token is good for it only if it was asked
 * for by this name, so none that an application got for something else opens it.
 */
public final class AdministrationApi {

    /** Where it is. */
    public static final String PATH = "/api/admin/v1";

    /** What its scopes begin with; the rest is the name of a permission. */
    public static final String SCOPE_PREFIX = "admin:";

    private AdministrationApi() {}

    /** Whether {@code client} may ask for tokens that are for it: those may that are registered for one of its scopes. */
    public static boolean isOpenTo(Client client) {
        return client.scopes().stream().anyMatch(it -> it.startsWith(SCOPE_PREFIX));
    }

    /** What token requests name as {@code resource}, and tokens as {@code aud}. */
    public static String resource(IdpProperties idp) {
        return idp.url(PATH);
    }
}
