package dev.signet.idp.subject;

import dev.signet.idp.crypto.DataVault;
import dev.signet.idp.crypto.RandomSecret;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.stereotype.Component;

/**
 * The key of every pairwise identifier. Relying parties keep those for as long as they keep accounts, so this key must
 * outlive every other: it is made once, at random, and is a row encrypted like any secret. It is not derived from the
 * key-encryption key, whose replacement would give everybody new names; that changes how the row is protected and not what
 * is in it.
 */
@Component
class PairwiseKey {

    private static final String ROW = "pairwise_key/encrypted/1";
    private static final String HMAC = "HmacSHA256";

    private final SecretKeySpec key;

    PairwiseKey(PairwiseKeyRepository repository, DataVault vault) {
        var fresh = RandomSecret.next().getBytes(StandardCharsets.US_ASCII);
        this.key = new SecretKeySpec(vault.decrypt(repository.insertIfAbsent(vault.encrypt(fresh, ROW)), ROW), HMAC);
    }

    /** HMAC-SHA-256 of the parts, as base64url: 43 characters. No part may hold a line break. */
    String mac(String... parts) {
        try {
            var mac = Mac.getInstance(HMAC);
            mac.init(key);
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(mac.doFinal(String.join("\n", parts).getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("every Java platform has HMAC-SHA-256", e);
        }
    }

    @Override
    public String toString() {
        return "PairwiseKey[redacted]";
    }
}
