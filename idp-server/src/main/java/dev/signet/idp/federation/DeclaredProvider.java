package dev.signet.idp.federation;

/** A provider as the configuration file declares it. */
record DeclaredProvider(Provider provider, ProviderSecret secret) {}
