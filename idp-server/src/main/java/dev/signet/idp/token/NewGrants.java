package dev.signet.idp.token;

import dev.signet.idp.client.Client;
import dev.signet.idp.token.AuthorizationCodeRepository.NewGrant;
import java.time.Instant;
import java.util.UUID;
import org.springframework.security.oauth2.core.AuthorizationGrantType;

/** How long grants last and what they are bound to, whichever way they begin. */
final class NewGrants {

    private NewGrants() {}

    static NewGrant of(Client client, Sender sender, Instant now) {
        var end = end(client, now);
        return new NewGrant(UUID.randomUUID(), boundTo(client, sender), idleEnd(client, now, end), end);
    }

    /**
     * Refresh tokens of a public client are worth nothing without the key (RFC 9449 §5, RFC 8705 §4). A confidential one
     * authenticates with each use, and may change its key.
     */
    private static Sender boundTo(Client client, Sender sender) {
        return client.isPublic() ? sender : Sender.UNKNOWN;
    }

    /** Without refresh tokens nothing of the grant outlives its access token. */
    private static Instant end(Client client, Instant now) {
        return refreshes(client) ? now.plus(client.refreshTokenLifetime()) : now.plus(client.accessTokenLifetime());
    }

    private static Instant idleEnd(Client client, Instant now, Instant end) {
        var idle = now.plus(client.refreshTokenIdleLifetime());
        return refreshes(client) && idle.isBefore(end) ? idle : end;
    }

    private static boolean refreshes(Client client) {
        return client.allowsGrant(AuthorizationGrantType.REFRESH_TOKEN.getValue());
    }
}
