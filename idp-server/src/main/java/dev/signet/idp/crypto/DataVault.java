package dev.signet.idp.crypto;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.TinkProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig2026;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import com.google.crypto.tink.subtle.AesGcmJce;
import dev.signet.idp.settings.InvalidSettingException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import org.springframework.stereotype.Component;

/**
 * Encryption at rest for secrets that must be read again: AES-256-GCM under a keyset that the key-encryption key wraps.
 *
 * <p>Every value is bound to the row it belongs to: text moved to another row or column does not decrypt.
 */
@Component
public class DataVault {

    private static final byte[] WRAPPING_CONTEXT = "signet data keyset".getBytes(StandardCharsets.UTF_8);

    private final Aead aead;

    DataVault(KeyEncryptionKey root, DataKeysetRepository keysets) {
        try {
            var wrapping = new AesGcmJce(root.derive("wrap:data-keyset"));
            var wrapped = keysets.insertIfAbsent(newKeyset(wrapping));
            this.aead = unwrap(wrapping, wrapped).getPrimitive(AeadConfig2026.get(), Aead.class);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-256-GCM is always available", e);
        }
    }

    /**
     * Encrypts {@code plaintext}.
     *
     * @param row what the value belongs to, as "table/column/key"; the same text is needed to decrypt
     */
    public byte[] encrypt(byte[] plaintext, String row) {
        try {
            return aead.encrypt(plaintext, row.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("could not encrypt " + row, e);
        }
    }

    /**
     * Decrypts what {@link #encrypt} made for the same row.
     *
     * @throws IllegalStateException if the value was changed, moved, or encrypted under another key
     */
    public byte[] decrypt(byte[] ciphertext, String row) {
        try {
            return aead.decrypt(ciphertext, row.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("could not decrypt " + row + ": changed, moved, or of another key", e);
        }
    }

    private static byte[] newKeyset(Aead wrapping) throws GeneralSecurityException {
        var fresh = KeysetHandle.generateNew(PredefinedAeadParameters.AES256_GCM, AeadConfig2026.get());
        return wrapping.encrypt(
                TinkProtoKeysetFormat.serializeKeyset(fresh, InsecureSecretKeyAccess.get(), AeadConfig2026.get()),
                WRAPPING_CONTEXT);
    }

    private static KeysetHandle unwrap(Aead wrapping, byte[] wrapped) {
        try {
            return TinkProtoKeysetFormat.parseKeyset(
                    wrapping.decrypt(wrapped, WRAPPING_CONTEXT), InsecureSecretKeyAccess.get(), AeadConfig2026.get());
        } catch (GeneralSecurityException e) {
            throw new InvalidSettingException(
                    "idp.encryption.key-file: this database was encrypted under another key-encryption key; start with the"
                            + " key file that belongs to it",
                    e);
        }
    }
}
