package dev.signet.idp.federation;

import org.jspecify.annotations.Nullable;

/**
 * A provider as somebody declares it, in a file or in the console.
 *
 * @param secret null keeps the one that is stored
 * @param enabled null keeps it as it is; a new one is enabled then
 */
record DeclaredProvider(
        Provider provider,
        @Nullable ProviderSecret secret,
        @Nullable Boolean enabled) {

    String id() {
        return provider.id();
    }
}
