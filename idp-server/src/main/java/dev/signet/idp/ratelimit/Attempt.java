package dev.signet.idp.ratelimit;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something that somebody tries, with all the counts that it belongs to.
 *
 * @param account the account that it is about, for the audit trail; null if none, or unknown
 */
public record Attempt(List<Count> counts, @Nullable UUID account) {

    /** One limit applied to one subject. */
    public record Count(Limit limit, Subject subject) {}

    public Attempt {
        counts = List.copyOf(counts);
    }

    public static Attempt of(Limit limit, Subject subject) {
        return new Attempt(List.of(new Count(limit, subject)), null);
    }

    /** The same, counted there as well. */
    public Attempt and(Limit limit, Subject subject) {
        var all = new ArrayList<>(counts);
        all.add(new Count(limit, subject));
        return new Attempt(all, account);
    }

    public Attempt about(@Nullable UUID account) {
        return new Attempt(counts, account);
    }

    /**
     * An attempt to sign in by the first factor. A browser that the account knows has a count of its own; strangers share
     * theirs.
     *
     * @param identifier what was typed, in the form that accounts are found by
     * @param knownDevice the browser, if the account that {@code identifier} leads to has signed in with it before
     */
    public static Attempt signIn(String identifier, @Nullable UUID knownDevice) {
        if (knownDevice != null) {
            return of(Limit.SIGN_IN_DEVICE, Subject.device(knownDevice));
        }
        var caller = Subject.caller();
        var whom = Subject.identifier(identifier);
        return of(Limit.SIGN_IN_ADDRESS, caller)
                .and(Limit.SIGN_IN_ACCOUNT, whom)
                .and(Limit.SIGN_IN_ADDRESS_AND_ACCOUNT, caller.and(whom))
                .and(Limit.SIGN_IN_EVERYWHERE, Subject.everybody());
    }
}
