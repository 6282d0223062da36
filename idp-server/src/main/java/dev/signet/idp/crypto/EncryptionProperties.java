package dev.signet.idp.crypto;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Encryption at rest.
 *
 * @param keyFile file with the key-encryption key, 32 bytes as base64url, readable by us alone; every node needs the
 *     same one. When absent, a key is generated below the data folder
 */
@ConfigurationProperties("idp.encryption")
record EncryptionProperties(@Nullable Path keyFile) {}
