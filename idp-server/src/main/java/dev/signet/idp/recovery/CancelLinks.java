package dev.signet.idp.recovery;

import dev.signet.idp.crypto.DerivedKeys;
import dev.signet.idp.link.Links;
import dev.signet.idp.settings.IdpProperties;
import java.net.URI;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * Links that cancel a removal of second factors. Each notice of a request has the same one, and each works as long as the
 * request runs, which a link that ends the one before it would not. It is a MAC over the request, so nothing is kept.
 */
@Component
class CancelLinks {

    static final String PATH = "/recovery/factors/cancel";

    private static final int BYTES_OF_ID = 16;

    private final DerivedKeys.Authenticator mac;
    private final IdpProperties idp;

    CancelLinks(DerivedKeys keys, IdpProperties idp) {
        this.mac = keys.authenticator("factor removal cancellation");
        this.idp = idp;
    }

    URI of(UUID removal) {
        var id = bytes(removal);
        var secret =
                ByteBuffer.allocate(BYTES_OF_ID + 32).put(id).put(mac.code(id)).array();
        var token = Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
        return URI.create(idp.url(PATH + "?" + Links.PARAMETER + "=" + token));
    }

    /** The request that a link of ours cancels, whether or not it still runs. */
    Optional<UUID> open(String token) {
        byte[] secret;
        try {
            secret = Base64.getUrlDecoder().decode(token);
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
        if (secret.length <= BYTES_OF_ID) {
            return Optional.empty();
        }
        var id = Arrays.copyOf(secret, BYTES_OF_ID);
        var code = Arrays.copyOfRange(secret, BYTES_OF_ID, secret.length);
        if (!MessageDigest.isEqual(code, mac.code(id))) {
            return Optional.empty();
        }
        var buffer = ByteBuffer.wrap(id);
        return Optional.of(new UUID(buffer.getLong(), buffer.getLong()));
    }

    private static byte[] bytes(UUID id) {
        return ByteBuffer.allocate(BYTES_OF_ID)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .array();
    }
}
