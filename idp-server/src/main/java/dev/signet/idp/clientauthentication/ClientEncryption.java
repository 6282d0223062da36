package dev.signet.idp.clientauthentication;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWEEncrypter;
import com.nimbusds.jose.JWEHeader;
import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDHEncrypter;
import com.nimbusds.jose.crypto.RSAEncrypter;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.RSAKey;
import dev.signet.idp.client.Client;
import dev.signet.idp.client.EncryptionKeys;
import dev.signet.idp.client.ResponseEncryption;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Encrypts what is for a client alone, with a key that it registered (RFC 7516). May fetch the key: not in a transaction. */
@Component
public class ClientEncryption {

    private final ClientKeys keys;

    ClientEncryption(ClientKeys keys) {
        this.keys = keys;
    }

    /** Whether there is a key to encrypt with. */
    public boolean canEncrypt(Client client, ResponseEncryption wanted) {
        return key(client, wanted).isPresent();
    }

    /**
     * {@code content} in compact serialization.
     *
     * @param contentType the {@code cty} header: {@code JWT} for a JWT that was signed before (RFC 7519 §5.2), else null
     * @return empty if the client has no key for it, or its keys cannot be had
     */
    public Optional<String> encrypt(
            Client client, ResponseEncryption wanted, String content, @Nullable String contentType) {
        return key(client, wanted).map(key -> encrypted(key, wanted, content, contentType));
    }

    private Optional<JWK> key(Client client, ResponseEncryption wanted) {
        var found = new AtomicReference<@Nullable JWK>();
        keys.anyOf(client, set -> {
            found.set(EncryptionKeys.of(wanted.algorithm(), set).stream()
                    .findFirst()
                    .orElse(null));
            return found.get() != null;
        });
        return Optional.ofNullable(found.get());
    }

    private static String encrypted(JWK key, ResponseEncryption wanted, String content, @Nullable String contentType) {
        var header = new JWEHeader.Builder(wanted.algorithm(), wanted.method())
                .contentType(contentType)
                .keyID(key.getKeyID())
                .build();
        var jwe = new JWEObject(header, new Payload(content));
        try {
            jwe.encrypt(encrypter(key));
        } catch (JOSEException e) {
            throw new IllegalStateException("a key that fits " + wanted.algorithm() + " encrypts", e);
        }
        return jwe.serialize();
    }

    private static JWEEncrypter encrypter(JWK key) throws JOSEException {
        return switch (key) {
            case RSAKey rsa -> new RSAEncrypter(rsa);
            case ECKey ec -> new ECDHEncrypter(ec);
            default -> throw new JOSEException("nothing is encrypted with a key of type " + key.getKeyType());
        };
    }
}
