package dev.signet.idp.password;

import dev.signet.idp.crypto.RandomSecret;
import java.text.Normalizer;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Computes and compares password hashes, a bounded number at a time.
 *
 * <p>New hashes are Argon2id. Argon2i, bcrypt, scrypt and PBKDF2 are verified for people who came from elsewhere.
 */
@Component
public class PasswordHashing {

    private final Argon2 argon2;
    private final Argon2.Cost cost;
    private final List<HashFormat> formats;
    private final HashingTurns turns;
    private final PasswordHash nobodys;

    PasswordHashing(Argon2 argon2, PasswordHashingProperties settings, HashingTurns turns) {
        this.argon2 = argon2;
        this.cost = settings.cost();
        this.formats = List.of(new Argon2.Format(argon2), new BcryptFormat(), new ScryptFormat(), new Pbkdf2Format());
        this.turns = turns;
        this.nobodys = new PasswordHash(argon2.hash(RandomSecret.next(), cost));
    }

    public Turn<PasswordHash> hash(String password) {
        return turns.take(() -> new PasswordHash(argon2.hash(normalised(password), cost)));
    }

    /** Whether a hash that another system made can be signed in with, at a cost that we are ready to pay. */
    public Import accept(String hash) {
        var format = formatOf(hash);
        if (format.isEmpty()) {
            return new Import.Unusable("is neither an Argon2, scrypt or PBKDF2 string of the PHC form nor bcrypt");
        }
        return format.get()
                .problemOf(hash)
                .<Import>map(Import.Unusable::new)
                .orElseGet(() -> new Import.Usable(new PasswordHash(hash)));
    }

    /** Both endings of {@link #accept}. */
    public sealed interface Import {

        record Usable(PasswordHash hash) implements Import {}

        /** The reason goes on from the name of the field and does not hold the hash. */
        record Unusable(String reason) implements Import {}
    }

    Turn<Boolean> matches(String password, PasswordHash hash) {
        var format = formatOf(hash.value())
                .filter(it -> it.problemOf(hash.value()).isEmpty())
                .orElseThrow(() -> new IllegalStateException("a stored password hash cannot be read"));
        return turns.take(() -> format.verify(hash.value(), normalised(password)));
    }

    /** Whether the settings would give another hash today. */
    boolean isOutdated(PasswordHash hash) {
        return !cost.isOf(hash.value());
    }

    /** Hash of a random secret that was thrown away, to compare with where there is no account or no password. */
    PasswordHash nobodys() {
        return nobodys;
    }

    private Optional<HashFormat> formatOf(String hash) {
        return formats.stream().filter(format -> format.claims(hash)).findFirst();
    }

    /** The same password typed on another keyboard is the same bytes (RFC 8265 §4.2.2). */
    private static String normalised(String password) {
        return Normalizer.normalize(password, Normalizer.Form.NFC);
    }
}
