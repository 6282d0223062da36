package dev.signet.idp.crypto;

import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.stereotype.Component;

/** Keys for one purpose each, derived outside the database; equal on every node that has the same key file. */
@Component
public class DerivedKeys {

    private final KeyEncryptionKey root;

    DerivedKeys(KeyEncryptionKey root) {
        this.root = root;
    }

    /** An authenticator of short messages. {@code purpose} separates it from every other use of the root key. */
    public Authenticator authenticator(String purpose) {
        return new Authenticator(new SecretKeySpec(root.derive("mac:" + purpose), "HmacSHA256"));
    }

    /** Authenticated encryption for values that travel through a browser and come back. */
    public Seal seal(String purpose) {
        return new Seal(root.derive("seal:" + purpose));
    }

    /** HMAC-SHA-256 under one derived key. Safe for concurrent use. */
    public static final class Authenticator {

        private final SecretKeySpec key;

        private Authenticator(SecretKeySpec key) {
            this.key = key;
        }

        /** The 32-byte authentication code of {@code message}. */
        public byte[] code(byte[] message) {
            try {
                var mac = Mac.getInstance("HmacSHA256");
                mac.init(key);
                return mac.doFinal(message);
            } catch (NoSuchAlgorithmException | InvalidKeyException e) {
                throw new IllegalStateException("every Java platform has HMAC-SHA-256", e);
            }
        }

        @Override
        public String toString() {
            return "Authenticator[redacted]";
        }
    }
}
