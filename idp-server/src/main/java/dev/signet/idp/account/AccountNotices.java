package dev.signet.idp.account;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a page may say after a redirect: a few words that we know, never what the address line says. */
final class AccountNotices {

    private static final Set<String> KNOWN = Set.of(
            "profile",
            "password",
            "session-ended",
            "others-ended",
            "device-forgotten",
            "access-withdrawn",
            "renamed",
            "removed",
            "factors-removed",
            "factor-removal-cancelled");

    private AccountNotices() {}

    /** The key of the message that belongs to {@code done}; null if there is none. */
    static @Nullable String of(@Nullable String done) {
        return done != null && KNOWN.contains(done) ? "account.done." + done : null;
    }
}
