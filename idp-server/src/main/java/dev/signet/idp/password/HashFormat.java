package dev.signet.idp.password;

import java.util.Optional;

/** One way to write a password hash as text. */
interface HashFormat {

    /** Whether {@code hash} claims to be written this way. */
    boolean claims(String hash);

    /**
     * What keeps {@code hash} from being verified, as the rest of a sentence. Bounds the cost too: who can bring in
     * hashes must not be able to stop the server with one sign-in.
     */
    Optional<String> problemOf(String hash);

    /** Compares in constant time. Only for a hash without a {@link #problemOf problem}. */
    boolean verify(String hash, String password);
}
