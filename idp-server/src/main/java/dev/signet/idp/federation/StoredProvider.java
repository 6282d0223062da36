package dev.signet.idp.federation;

import java.time.Instant;

/**
 * A provider as it stands in the database.
 *
 * @param isEnabled whether anybody can sign in with it
 * @param source {@code file} or {@code console}
 * @param version counts the changes
 */
record StoredProvider(
        Provider provider,
        ProviderSecret secret,
        boolean isEnabled,
        String source,
        long version,
        Instant createdAt,
        Instant updatedAt) {

    String id() {
        return provider.id();
    }
}
