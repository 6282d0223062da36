package dev.signet.idp.dpop;

import dev.signet.idp.crypto.DerivedKeys;
import dev.signet.idp.crypto.DerivedKeys.Authenticator;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.Arrays;
import java.util.Base64;
import org.springframework.stereotype.Component;

/**
 * Nonces for proofs (RFC 9449 §8) that need no storage: a MAC over the current slot of time. Every node makes and takes
 * the same ones. They keep proofs from being made in advance; that each is used once is a matter of its {@code jti}.
 */
@Component
class DpopNonces {

    private static final int BYTES = 16;

    private final Authenticator authenticator;
    private final DpopProperties properties;
    private final Clock clock;

    DpopNonces(DerivedKeys keys, DpopProperties properties, Clock clock) {
        this.authenticator = keys.authenticator("dpop-nonce");
        this.properties = properties;
        this.clock = clock;
    }

    String current() {
        return nonce(slot());
    }

    boolean isValid(String nonce) {
        var slot = slot();
        return matches(nonce, nonce(slot)) || matches(nonce, nonce(slot - 1));
    }

    private long slot() {
        return clock.millis() / properties.nonceLifetime().toMillis();
    }

    private String nonce(long slot) {
        var code =
                authenticator.code(ByteBuffer.allocate(Long.BYTES).putLong(slot).array());
        return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(code, BYTES));
    }

    private static boolean matches(String presented, String ours) {
        return MessageDigest.isEqual(presented.getBytes(StandardCharsets.UTF_8), ours.getBytes(StandardCharsets.UTF_8));
    }
}
