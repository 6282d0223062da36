package dev.signet.idp.token;

import dev.signet.idp.crypto.DerivedKeys;
import dev.signet.idp.crypto.DerivedKeys.Authenticator;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * Refresh tokens (RFC 6749 §1.5) that need no storage: {@code rt_} and base64url of key id ‖ grant id ‖ generation ‖
 * MAC.
 *
 * <p>The successor of a token can be computed again, so a client that lost an answer gets the same one, and a grant has
 * one line of tokens whatever happens at once. The key is derived outside the database: whoever reads the table can
 * make no token.
 */
@Component
class RefreshTokens {

    private static final String PREFIX = "rt_";
    private static final byte KEY_ID = 1;
    private static final int CONTENT_BYTES = 1 + 16 + 4;
    private static final int MAC_BYTES = 32;

    private final Authenticator authenticator;

    RefreshTokens(DerivedKeys keys) {
        this.authenticator = keys.authenticator("refresh-token");
    }

    /** What an authentic token says. */
    record Claim(UUID grant, int generation) {}

    String encode(UUID grant, int generation) {
        var content = ByteBuffer.allocate(CONTENT_BYTES)
                .put(KEY_ID)
                .putLong(grant.getMostSignificantBits())
                .putLong(grant.getLeastSignificantBits())
                .putInt(generation)
                .array();
        var token = ByteBuffer.allocate(CONTENT_BYTES + MAC_BYTES)
                .put(content)
                .put(authenticator.code(content))
                .array();
        return PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(token);
    }

    /** Empty if {@code token} was not made by {@link #encode} under our key; the database is not asked. */
    Optional<Claim> decode(String token) {
        if (!token.startsWith(PREFIX)) {
            return Optional.empty();
        }
        byte[] bytes;
        try {
            bytes = Base64.getUrlDecoder().decode(token.substring(PREFIX.length()));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
        if (bytes.length != CONTENT_BYTES + MAC_BYTES || bytes[0] != KEY_ID) {
            return Optional.empty();
        }
        var content = Arrays.copyOf(bytes, CONTENT_BYTES);
        var mac = Arrays.copyOfRange(bytes, CONTENT_BYTES, bytes.length);
        if (!MessageDigest.isEqual(mac, authenticator.code(content))) {
            return Optional.empty();
        }
        var fields = ByteBuffer.wrap(content).position(1);
        return Optional.of(new Claim(new UUID(fields.getLong(), fields.getLong()), fields.getInt()));
    }
}
