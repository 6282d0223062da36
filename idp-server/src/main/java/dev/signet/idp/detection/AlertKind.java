package dev.signet.idp.detection;

import java.util.Locale;

/** What an alert is about. The words for each are the console's. */
public enum AlertKind {
    /** Many wrong passwords for one account. */
    BRUTE_FORCE(false),
    /** Wrong passwords for many accounts from one address. */
    PASSWORD_SPRAYING(true),
    /** Wrong passwords for many accounts from many addresses. */
    CREDENTIAL_STUFFING(true),
    /** A refresh token was used that had been replaced: two have it. */
    REFRESH_TOKEN_REUSE(true),
    /** A passkey counted backwards: two may have it. */
    PASSKEY_CLONE(true),
    /** One administrator looked at personal data of many people. */
    MASS_READ(true),
    /** An administrator used the console outside of working hours. */
    ODD_HOURS(false),
    /** So many sign-ins failed that the ceiling for all of them was reached. */
    CEILING_REACHED(true),
    /** A check found that the audit trail was changed. */
    TRAIL_BROKEN(true);

    private final boolean isUrgent;

    AlertKind(boolean isUrgent) {
        this.isUrgent = isUrgent;
    }

    public boolean isUrgent() {
        return isUrgent;
    }

    /** The name in the database and in metrics. */
    public String value() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static AlertKind of(String value) {
        return valueOf(value.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
}
