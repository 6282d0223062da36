package dev.signet.idp.federation;

/** What a provider knows us by: a client secret, or for Apple a private key in PEM. */
record ProviderSecret(String value) {

    @Override
    public String toString() {
        return "ProviderSecret[redacted]";
    }
}
