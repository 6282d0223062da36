package dev.signet.idp.adminui;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a page says after something was done, named in its address. A name that is none says nothing. */
final class Notices {

    private static final Set<String> KNOWN = Set.of(
            "created",
            "invited",
            "saved",
            "roles",
            "withdrawn",
            "erased",
            "sessions",
            "unchanged",
            "lock",
            "unlock",
            "require-factor",
            "waive-factor",
            "reset-password",
            "end-sessions",
            "lockdown",
            "merged",
            "merge-undone",
            "role-created",
            "role-saved",
            "role-deleted",
            "client-enable",
            "client-disable",
            "client-deleted",
            "client-secret-ended",
            "provider-added",
            "provider-enable",
            "provider-disable",
            "provider-deleted",
            "scope-created",
            "scope-deleted",
            "keys",
            "keys-withdrawn",
            "alert",
            "review",
            "review-look",
            "together",
            "approval",
            "approval-grant",
            "approval-decline");

    private Notices() {}

    /** The key of the message, or null. */
    static @Nullable String of(@Nullable String done) {
        return done != null && KNOWN.contains(done) ? "admin.done." + done : null;
    }
}
