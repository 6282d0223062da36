package dev.signet.idp.crypto;

import com.google.crypto.tink.subtle.Ed25519Sign;
import java.security.GeneralSecurityException;
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

    /** The same for values of which there may be thousands in a second, for years. */
    public SealOfMany sealOfMany(String purpose) {
        return new SealOfMany(authenticator("seal:" + purpose));
    }

    /** A key pair for signatures that others can verify with the public key alone. */
    public Signer signer(String purpose) {
        try {
            return new Signer(Ed25519Sign.KeyPair.newKeyPairFromSeed(root.derive("sign:" + purpose)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Ed25519 is always available", e);
        }
    }

    /** Ed25519 (RFC 8032) under one derived key. Safe for concurrent use. */
    public static final class Signer {

        private final Ed25519Sign signing;
        private final Ed25519PublicKey publicKey;

        private Signer(Ed25519Sign.KeyPair pair) throws GeneralSecurityException {
            this.signing = new Ed25519Sign(pair.getPrivateKey());
            this.publicKey = Ed25519PublicKey.of(pair.getPublicKey());
        }

        /** The 64-byte signature of {@code message}. */
        public byte[] sign(byte[] message) {
            try {
                return signing.sign(message);
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("Ed25519 signs any message", e);
            }
        }

        public Ed25519PublicKey publicKey() {
            return publicKey;
        }

        @Override
        public String toString() {
            return "Signer[" + publicKey.id() + "]";
        }
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
