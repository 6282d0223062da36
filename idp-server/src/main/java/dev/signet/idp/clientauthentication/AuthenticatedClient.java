package dev.signet.idp.clientauthentication;

import dev.signet.idp.client.Client;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientAuthenticationToken;

/**
 * A client that proved who it is, or a public one that said so. For Spring Security's filters and for our own code,
 * which asks for {@link #client()}.
 */
public final class AuthenticatedClient extends OAuth2ClientAuthenticationToken {

    private final transient Client client;

    public AuthenticatedClient(Client client) {
        super(client.registered(), new ClientAuthenticationMethod(client.tokenEndpointAuthMethod()), null);
        this.client = client;
    }

    /** The registration as it was when the client authenticated. A public client has proved nothing. */
    public Client client() {
        return client;
    }
}
