package dev.signet.idp.client;

/**
 * A secret that was made for a client that has none. This is the only copy: show it to the operator and forget it.
 *
 * @param value 256 random bits, base64url
 */
public record GeneratedSecret(String clientId, String value) {

    @Override
    public String toString() {
        return "GeneratedSecret[" + clientId + ", redacted]";
    }
}
