package dev.signet.idp.signingkey;

import java.nio.ByteBuffer;
import java.util.Locale;

/**
 * A row of the key table.
 *
 * @param privateJwk the whole key pair as a JWK, encrypted; a buffer, so that two rows compare by content
 */
record StoredKey(String kid, SigningAlgorithm algorithm, State state, String publicJwk, ByteBuffer privateJwk) {

    /** What a key is used for. It is published in every state. */
    enum State {
        PUBLISHED,
        SIGNING,
        RETIRED;

        static State of(String column) {
            return valueOf(column.toUpperCase(Locale.ROOT));
        }

        String column() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Override
    public String toString() {
        return "StoredKey[" + kid + ", " + algorithm + ", " + state + "]";
    }
}
