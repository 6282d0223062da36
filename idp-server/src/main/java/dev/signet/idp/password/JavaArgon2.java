package dev.signet.idp.password;

import com.password4j.Argon2Function;
import dev.signet.idp.crypto.RandomSecret;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;

/** Argon2 in Java, for platforms that the native library is not built for. */
class JavaArgon2 implements Argon2 {

    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;

    @Override
    public String hash(String password, Cost cost) {
        var bytes = password.getBytes(StandardCharsets.UTF_8);
        var salt = Base64.getUrlDecoder().decode(RandomSecret.ofBytes(SALT_BYTES));
        try {
            return Argon2Function.getInstance(
                            cost.memory(), cost.iterations(), 1, HASH_BYTES, com.password4j.types.Argon2.ID)
                    .hash(bytes, salt)
                    .getResult();
        } finally {
            Arrays.fill(bytes, (byte) 0);
        }
    }

    @Override
    public boolean verify(String hash, String password) {
        var bytes = password.getBytes(StandardCharsets.UTF_8);
        try {
            return Argon2Function.getInstanceFromHash(hash).check(bytes, hash.getBytes(StandardCharsets.US_ASCII));
        } finally {
            Arrays.fill(bytes, (byte) 0);
        }
    }
}
