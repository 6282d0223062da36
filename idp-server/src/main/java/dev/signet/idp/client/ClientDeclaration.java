package dev.signet.idp.client;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A client as the configuration file declares it.
 *
 * @param secret null if the file gives none
 */
record ClientDeclaration(
        String clientId,
        ClientMetadata metadata,
        boolean enabled,
        @Nullable DeclaredSecret secret) {

    private static final Set<String> METHODS_WITH_SECRET = Set.of("client_secret_basic", "client_secret_post");

    boolean takesSecret() {
        return METHODS_WITH_SECRET.contains(metadata.tokenEndpointAuthMethod());
    }
}
