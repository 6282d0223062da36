package dev.signet.idp.crypto;

import com.google.crypto.tink.subtle.Hkdf;
import dev.signet.idp.settings.IdpProperties;
import dev.signet.idp.settings.InvalidSettingException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Base64;
import org.springframework.stereotype.Component;

/**
 * The one secret that never enters the database. It wraps the data keyset, and keys for single purposes are derived
 * from it, so a stolen database alone decrypts nothing and forges nothing.
 */
@Component
class KeyEncryptionKey {

    private static final int BYTES = 32;

    private final byte[] key;

    KeyEncryptionKey(EncryptionProperties encryption, IdpProperties idp) {
        var configured = encryption.keyFile();
        this.key = configured != null
                ? read(configured)
                : readOrGenerate(idp.dataDir().resolve("secret"));
    }

    /** A 256-bit key that serves {@code purpose} and nothing else (HKDF, RFC 5869). */
    byte[] derive(String purpose) {
        try {
            return Hkdf.computeHkdf("HMACSHA256", key, new byte[0], purpose.getBytes(StandardCharsets.UTF_8), BYTES);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HKDF with HMAC-SHA-256 is always available", e);
        }
    }

    private static byte[] readOrGenerate(Path folder) {
        var file = folder.resolve("key-encryption-key");
        try {
            if (!Files.exists(file)) {
                OwnerOnlyFiles.createDirectories(folder);
                OwnerOnlyFiles.write(file, RandomSecret.ofBytes(BYTES) + "\n");
            }
        } catch (FileAlreadyExistsException e) {
            return read(file); // another process was first; its key is the one
        } catch (IOException e) {
            throw new UncheckedIOException("could not write the key-encryption key below idp.data-dir", e);
        }
        return read(file);
    }

    private static byte[] read(Path file) {
        try {
            var key = Base64.getUrlDecoder().decode(Files.readString(file).strip());
            if (key.length != BYTES) {
                throw new InvalidSettingException("idp.encryption.key-file: " + file
                        + " must hold 32 bytes as base64url, and holds " + key.length);
            }
            return key;
        } catch (IllegalArgumentException e) {
            throw new InvalidSettingException("idp.encryption.key-file: " + file + " is not base64url", e);
        } catch (IOException e) {
            throw new InvalidSettingException("idp.encryption.key-file: " + file + " cannot be read", e);
        }
    }

    @Override
    public String toString() {
        return "KeyEncryptionKey[redacted]";
    }
}
