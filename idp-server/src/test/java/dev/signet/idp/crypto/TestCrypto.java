package dev.signet.idp.crypto;

import dev.signet.idp.settings.IdpProperties;
import java.net.URI;
import java.nio.file.Path;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The crypto module without Spring, under a key-encryption key below {@code target}. */
public final class TestCrypto {

    private static final KeyEncryptionKey ROOT = new KeyEncryptionKey(
            new EncryptionProperties(null),
            new IdpProperties(URI.create("http://localhost:9000"), Path.of("target/test-crypto"), Path.of("config")));

    private TestCrypto() {}

    /** The vault of one database. */
    public static DataVault vault(JdbcClient jdbc) {
        return new DataVault(ROOT, new DataKeysetRepository(jdbc));
    }

    public static DerivedKeys derivedKeys() {
        return new DerivedKeys(ROOT);
    }
}
