package dev.signet.idp.password;

import com.goterl.lazysodium.LazySodiumJava;
import com.goterl.lazysodium.SodiumJava;
import com.goterl.lazysodium.utils.LibraryLoader;
import com.sun.jna.NativeLong;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Argon2 of libsodium, from the library that we ship. */
class NativeArgon2 implements Argon2 {

    /** {@code crypto_pwhash_STRBYTES}, with the closing zero. */
    private static final int TEXT_BYTES = 128;

    private static final int BYTES_PER_KIB = 1024;

    private final LazySodiumJava sodium;

    /** @throws UnsatisfiedLinkError or whatever else the loader comes up with where the library cannot be loaded */
    NativeArgon2() {
        this.sodium = new LazySodiumJava(new SodiumJava(LibraryLoader.Mode.BUNDLED_ONLY), StandardCharsets.UTF_8);
    }

    @Override
    public String hash(String password, Cost cost) {
        var text = new byte[TEXT_BYTES];
        var bytes = password.getBytes(StandardCharsets.UTF_8);
        var memory = new NativeLong((long) cost.memory() * BYTES_PER_KIB);
        try {
            if (!sodium.cryptoPwHashStr(text, bytes, bytes.length, cost.iterations(), memory)) {
                throw new IllegalStateException("libsodium found no memory for a password hash");
            }
        } finally {
            Arrays.fill(bytes, (byte) 0);
        }
        return new String(text, StandardCharsets.US_ASCII).replace("\0", "");
    }

    @Override
    public boolean verify(String hash, String password) {
        var text = (hash + "\0").getBytes(StandardCharsets.US_ASCII);
        var bytes = password.getBytes(StandardCharsets.UTF_8);
        try {
            return sodium.cryptoPwHashStrVerify(text, bytes, bytes.length);
        } finally {
            Arrays.fill(bytes, (byte) 0);
        }
    }
}
