package dev.signet.idp.access;

/** One thing that can be allowed. Rules ask for permissions, never for roles. */
public enum Permission {
    CLIENTS_READ("clients:read"),
    CLIENTS_WRITE("clients:write"),
    USERS_READ("users:read"),
    USERS_WRITE("users:write"),
    /** See personal data in full instead of masked. */
    PII_READ("pii:read"),
    SESSIONS_REVOKE("sessions:revoke"),
    KEYS_ROTATE("keys:rotate"),
    POLICIES_WRITE("policies:write"),
    AUDIT_READ("audit:read");

    private final String value;

    Permission(String value) {
        this.value = value;
    }

    /** The name in rules, tokens and pages. */
    public String value() {
        return value;
    }
}
