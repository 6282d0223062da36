package dev.signet.idp.client;

import java.time.Instant;

/**
 * A registration as it stands, with what it takes to notice that somebody else changed it.
 *
 * @param source {@code file}, {@code console}, or {@code self} for a client that registered itself, {@code document} for one
 *     that describes itself
 * @param version counts the changes
 * @param secrets how many usable secrets there are
 */
public record RegisteredVersion(
        String clientId,
        ClientMetadata metadata,
        boolean enabled,
        String source,
        long version,
        Instant createdAt,
        Instant updatedAt,
        int secrets) {

    /** The {@code client_id} where no name is registered. */
    public String name() {
        return metadata.clientName() == null ? clientId : metadata.clientName();
    }

    /** Whether the client authenticates with a secret that we make. */
    public boolean takesSecret() {
        return metadata.tokenEndpointAuthMethod().startsWith("client_secret_");
    }
}
