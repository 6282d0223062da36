package dev.signet.idp.password;

import com.password4j.BcryptFunction;
import java.util.Optional;
import java.util.regex.Pattern;

/** bcrypt, {@code $2a$}, {@code $2b$} and {@code $2y$}, which are one algorithm for the passwords that we accept. */
class BcryptFormat implements HashFormat {

    private static final int MOST_ROUNDS = 16;
    private static final Pattern TEXT = Pattern.compile("\\$2[aby]\\$(?<rounds>\\d\\d)\\$[./A-Za-z0-9]{53}");

    @Override
    public boolean claims(String hash) {
        return hash.startsWith("$2");
    }

    @Override
    public Optional<String> problemOf(String hash) {
        var parts = TEXT.matcher(hash);
        if (!parts.matches()) {
            return Optional.of("is not a well-formed bcrypt hash ($2a$, $2b$ or $2y$)");
        }
        var rounds = Integer.parseInt(parts.group("rounds"));
        return rounds < 4 || rounds > MOST_ROUNDS
                ? Optional.of("must have a bcrypt cost from 4 to " + MOST_ROUNDS)
                : Optional.empty();
    }

    @Override
    public boolean verify(String hash, String password) {
        return BcryptFunction.getInstanceFromHash(hash).check(password, hash);
    }
}
