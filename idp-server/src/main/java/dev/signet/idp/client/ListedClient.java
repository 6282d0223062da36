package dev.signet.idp.client;

/**
 * A client in a list.
 *
 * @param source {@code file}, {@code console} or {@code self}
 */
public record ListedClient(String clientId, ClientMetadata metadata, boolean enabled, String source) {

    /** The {@code client_id} where no name is registered. */
    public String name() {
        return metadata.clientName() == null ? clientId : metadata.clientName();
    }
}
