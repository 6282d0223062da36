package dev.signet.idp.client;

/** A client secret that the configuration file gives, by whatever way. */
public record DeclaredSecret(String value) {

    @Override
    public String toString() {
        return "DeclaredSecret[redacted]";
    }
}
