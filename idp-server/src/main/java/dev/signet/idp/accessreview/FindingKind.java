package dev.signet.idp.accessreview;

import java.util.Locale;

/** What nobody seems to need, or is weaker than it should be. The words for each are the console's. */
public enum FindingKind {
    /** A client to which nobody signed in. Clients that act for themselves leave no trace and are not here. */
    CLIENT_UNUSED,
    /** A scope of ours that no application got for anybody. */
    SCOPE_UNUSED,
    /** A role that nobody has. */
    ROLE_UNHELD,
    /** Somebody who has a role and did not open the console. */
    ROLE_UNUSED,
    /** Somebody who has a role and no passkey or security key. */
    ROLE_WITHOUT_PASSKEY,
    /** A client whose last secret expires soon or has expired. */
    SECRET_EXPIRING,
    /** A client with a secret that was not changed for long and never expires. */
    SECRET_OLD,
    /** A client that may leave out PKCE. */
    CLIENT_WITHOUT_PKCE;

    /** The name in the database. */
    String value() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static FindingKind of(String value) {
        return valueOf(value.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
}
