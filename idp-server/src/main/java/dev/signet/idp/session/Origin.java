package dev.signet.idp.session;

import org.jspecify.annotations.Nullable;

/**
 * A sign-in at another provider, as that provider knows it.
 *
 * @param subject who signed in there; null where it is said of a session only
 * @param sid which session there; null if the provider gives its sessions no name
 */
public record Origin(
        String issuer, @Nullable String subject, @Nullable String sid) {

    public Origin {
        if (subject == null && sid == null) {
            throw new IllegalArgumentException("a sign-in is known by its subject, its session, or both");
        }
    }
}
