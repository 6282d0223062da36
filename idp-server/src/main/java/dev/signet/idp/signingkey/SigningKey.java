package dev.signet.idp.signingkey;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.jwk.JWK;
import dev.signet.idp.crypto.DataVault;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;

/** A key pair in memory, ready to sign and to verify. Safe for concurrent use. */
final class SigningKey {

    private final StoredKey stored;
    private final JWK publicKey;
    private final JWSSigner signer;
    private final JWSVerifier verifier;

    private SigningKey(StoredKey stored, JWK keyPair, SignatureProvider provider) throws JOSEException {
        this.stored = stored;
        this.publicKey = keyPair.toPublicJWK();
        this.signer = stored.algorithm().signer(keyPair, provider);
        this.verifier = stored.algorithm().verifier(publicKey, provider);
    }

    /** A row for {@code keyPair}, its private part encrypted. */
    static StoredKey seal(JWK keyPair, SigningAlgorithm algorithm, StoredKey.State state, DataVault vault) {
        var secret = keyPair.toJSONString().getBytes(StandardCharsets.UTF_8);
        return new StoredKey(
                keyPair.getKeyID(),
                algorithm,
                state,
                keyPair.toPublicJWK().toJSONString(),
                ByteBuffer.wrap(vault.encrypt(secret, row(keyPair.getKeyID()))));
    }

    /**
     * Opens a row.
     *
     * @throws IllegalStateException if the row was changed: whoever can write to the database must not be able to
     *     bring a key of their own, neither to sign nor to verify with
     */
    static SigningKey open(StoredKey stored, DataVault vault, SignatureProvider provider) {
        var secret = vault.decrypt(stored.privateJwk().array(), row(stored.kid()));
        try {
            var keyPair = JWK.parse(new String(secret, StandardCharsets.UTF_8));
            var genuine = keyPair.getKeyID().equals(stored.kid())
                    && stored.algorithm().jws().equals(keyPair.getAlgorithm())
                    && keyPair.toPublicJWK().equals(JWK.parse(stored.publicJwk()));
            if (!genuine) {
                throw new IllegalStateException(row(stored.kid()) + " does not belong to the rest of its row");
            }
            return new SigningKey(stored, keyPair, provider);
        } catch (ParseException | JOSEException e) {
            throw new IllegalStateException(row(stored.kid()) + " is not a key", e);
        }
    }

    StoredKey stored() {
        return stored;
    }

    JWK publicKey() {
        return publicKey;
    }

    boolean signs(SigningAlgorithm algorithm) {
        return stored.state() == StoredKey.State.SIGNING && stored.algorithm() == algorithm;
    }

    JWSSigner signer() {
        return signer;
    }

    /** Whether {@code header} names the one algorithm that this key is for (RFC 8725 §3.1). */
    boolean isFor(JWSHeader header) {
        return stored.algorithm().jws().equals(header.getAlgorithm());
    }

    JWSVerifier verifier() {
        return verifier;
    }

    private static String row(String kid) {
        return "signing_key/private_jwk/" + kid;
    }

    @Override
    public String toString() {
        return "SigningKey[" + stored.kid() + "]";
    }
}
