package dev.signet.idp.password;

/**
 * A stored password: a slow, salted hash in its standard text form, which names algorithm and cost.
 *
 * @param value for example {@code $argon2id$v=19$m=19456,t=2,p=1$salt$hash}
 */
public record PasswordHash(String value) {

    @Override
    public String toString() {
        return "PasswordHash[redacted]";
    }
}
