package dev.signet.idp.access;

import java.util.Arrays;
import java.util.Optional;

/** One thing that can be allowed. Rules ask for permissions, never for roles. */
public enum Permission {
    CLIENTS_READ("clients:read"),
    CLIENTS_WRITE("clients:write"),
    USERS_READ("users:read"),
    /** Make and invite people, change what is said about them, take an application's access away. */
    USERS_WRITE("users:write"),
    /** Help people in and keep others out: lock and unlock, mail a new password, ask for a second factor. */
    USERS_SUPPORT("users:support"),
    USERS_ERASE("users:erase"),
    /** See personal data in full instead of masked. */
    PII_READ("pii:read"),
    SESSIONS_READ("sessions:read"),
    SESSIONS_REVOKE("sessions:revoke"),
    ROLES_READ("roles:read"),
    /** Make roles and assign them, within what one holds. */
    ROLES_WRITE("roles:write"),
    /** See which keys sign, and when the next ones do. */
    KEYS_READ("keys:read"),
    KEYS_ROTATE("keys:rotate"),
    /** See with which other providers people may sign in. */
    PROVIDERS_READ("providers:read"),
    PROVIDERS_WRITE("providers:write"),
    POLICIES_WRITE("policies:write"),
    AUDIT_READ("audit:read"),
    /** Say that one looked at an alert, and what one found. */
    ALERTS_WRITE("alerts:write"),
    /** Sign that one reviewed who may do what. */
    REVIEWS_WRITE("reviews:write");

    private final String value;

    Permission(String value) {
        this.value = value;
    }

    /** The name in rules, tokens, the database and pages. */
    public String value() {
        return value;
    }

    /** The permission of that name; empty if this version knows none. */
    public static Optional<Permission> of(String value) {
        return Arrays.stream(values()).filter(it -> it.value.equals(value)).findFirst();
    }
}
