package dev.signet.idp.password;

import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Argon2id (RFC 9106), whoever computes it. The text form is that of the reference implementation:
 * {@code $argon2id$v=19$m=<KiB>,t=<passes>,p=<lanes>$<salt>$<hash>}, base64 without padding.
 */
interface Argon2 {

    /** A new hash with a random salt of 16 bytes, one lane, 32 bytes. */
    String hash(String password, Cost cost);

    boolean verify(String hash, String password);

    /** Memory in KiB and passes over it. */
    record Cost(int memory, int iterations) {

        /** Whether {@code hash} is what this cost gives. */
        boolean isOf(String hash) {
            return hash.startsWith("$argon2id$v=19$m=" + memory + ",t=" + iterations + ",p=1$");
        }
    }

    /** The text form of Argon2id and, from older systems, Argon2i. */
    record Format(Argon2 argon2) implements HashFormat {

        private static final int MOST_MEMORY = 1 << 20;
        private static final long MOST_WORK = 4L << 20;
        private static final int MOST_LANES = 16;
        private static final Pattern TEXT = Pattern.compile("\\$argon2id?\\$v=19\\$m=(?<memory>[1-9]\\d{0,9}),"
                + "t=(?<iterations>[1-9]\\d{0,3}),p=(?<lanes>[1-9]\\d{0,3})"
                + "\\$(?<salt>[A-Za-z0-9+/]{11,86})\\$(?<hash>[A-Za-z0-9+/]{16,86})");

        @Override
        public boolean claims(String hash) {
            return hash.startsWith("$argon2");
        }

        @Override
        public Optional<String> problemOf(String hash) {
            var parts = TEXT.matcher(hash);
            if (!parts.matches() || !isBase64(parts.group("salt")) || !isBase64(parts.group("hash"))) {
                return Optional.of("is not a well-formed Argon2 hash of version 19 and type id or i");
            }
            var memory = Long.parseLong(parts.group("memory"));
            var iterations = Long.parseLong(parts.group("iterations"));
            var lanes = Long.parseLong(parts.group("lanes"));
            if (memory > MOST_MEMORY || memory * iterations > MOST_WORK || lanes > MOST_LANES) {
                return Optional.of("asks for more than 1 GiB of memory, 4 GiB of work or " + MOST_LANES + " lanes");
            }
            return memory < 8 * lanes ? Optional.of("has less than 8 KiB of memory for each lane") : Optional.empty();
        }

        @Override
        public boolean verify(String hash, String password) {
            return argon2.verify(hash, password);
        }

        private static boolean isBase64(String text) {
            try {
                return Base64.getDecoder().decode(text).length > 0;
            } catch (IllegalArgumentException e) {
                return false;
            }
        }
    }
}
