package dev.signet.idp.login;

import java.time.Instant;
import java.util.Map;

/**
 * Where somebody was going when they had to sign in or agree first.
 *
 * @param path a page of ours
 * @param parameters what to ask it with; each name once
 * @param startedAt when they set out: a sign-in or an agreement after that was for this errand
 */
public record Errand(String path, Map<String, String> parameters, Instant startedAt) {

    public Errand {
        if (!path.startsWith("/") || path.startsWith("//")) {
            throw new IllegalArgumentException("an errand leads to a page of ours");
        }
        parameters = Map.copyOf(parameters);
    }

    /** An errand to a page that needs nothing but somebody signed in. */
    public static Errand toPage(String path, Instant now) {
        return new Errand(path, Map.of(), now);
    }
}
