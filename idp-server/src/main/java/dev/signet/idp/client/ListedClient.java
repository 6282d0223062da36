package dev.signet.idp.client;

/**
 * A client in a list.
 *
 * @param source {@code file}, {@code console}, {@code self} or {@code document}
 */
public record ListedClient(String clientId, ClientMetadata metadata, boolean enabled, String source) {

    /** The {@code client_id} where no name is registered. */
    public String name() {
        return metadata.clientName() == null ? clientId : metadata.clientName();
    }
}
