package dev.signet.idp.signingkey;

import com.nimbusds.jose.JWSProvider;
import dev.signet.idp.settings.InvalidSettingException;
import java.security.InvalidKeyException;
import java.security.Key;
import java.security.KeyFactory;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Who computes our signatures: Amazon's Corretto provider where its native library loads, the JDK's own elsewhere. They
 * are the same signatures; the native ones take a third of the time with RSA and an eighth with elliptic curves.
 *
 * <p>It is used for our own keys alone. What others send is left to the JDK, whose answers to odd keys are known.
 */
@Component
final class SignatureProvider {

    private static final String NATIVE = "com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider";
    private static final Logger LOG = LoggerFactory.getLogger(SignatureProvider.class);

    private final @Nullable Provider provider;

    SignatureProvider(SigningKeyProperties settings) {
        this.provider = switch (settings.signatures()) {
            case AUTO -> loadNative().orElse(null);
            case NATIVE ->
                loadNative()
                        .orElseThrow(() -> new InvalidSettingException(
                                "idp.keys.signatures is native, and the native library does not load here"));
            case JAVA -> null;
        };
    }

    /** The key in the form that the provider takes without converting it for each signature. */
    PrivateKey translate(PrivateKey key) {
        return (PrivateKey) translated(key);
    }

    PublicKey translate(PublicKey key) {
        return (PublicKey) translated(key);
    }

    /** Makes a signer or verifier compute with the provider. */
    <T extends JWSProvider> T using(T signerOrVerifier) {
        signerOrVerifier.getJCAContext().setProvider(provider);
        return signerOrVerifier;
    }

    private Key translated(Key key) {
        if (provider == null) {
            return key;
        }
        try {
            return KeyFactory.getInstance(key.getAlgorithm(), provider).translateKey(key);
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("the signature provider refuses a key that we made", e);
        }
    }

    /** By reflection: its jar is there for some platforms only. */
    private static Optional<Provider> loadNative() {
        try {
            var type = Class.forName(NATIVE);
            var provider = (Provider) type.getField("INSTANCE").get(null);
            var error = type.getMethod("getLoadingError").invoke(provider);
            if (error == null) {
                return Optional.of(provider);
            }
            LOG.info("Signatures are computed in Java: {}", error.toString());
        } catch (ReflectiveOperationException | LinkageError e) {
            LOG.debug("There are no native signatures for this platform", e);
        }
        return Optional.empty();
    }

    @Override
    public String toString() {
        return provider == null ? "Java" : provider.getName();
    }
}
