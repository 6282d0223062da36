package dev.signet.idp.user;

import java.util.Locale;

/** Whether somebody may sign in. */
public enum AccountStatus {
    ACTIVE,

    /** Kept out for the time being, for safety. */
    LOCKED,

    /** Kept out until an administrator says otherwise. */
    DISABLED;

    String stored() {
        return name().toLowerCase(Locale.ROOT);
    }

    static AccountStatus of(String stored) {
        return valueOf(stored.toUpperCase(Locale.ROOT));
    }
}
