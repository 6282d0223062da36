package dev.signet.idp.client;

import dev.signet.idp.crypto.TokenHash;
import java.util.List;

/** A client's row with the hashes of its usable secrets. */
record StoredClient(
        String clientId, ClientMetadata metadata, boolean enabled, String source, List<TokenHash> secrets) {}
