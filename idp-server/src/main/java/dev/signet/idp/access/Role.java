package dev.signet.idp.access;

import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The roles that are always there. They keep duties apart: whoever manages people has no keys, whoever has keys manages
 * nobody, and whoever reads the audit trail changes nothing that it tells of.
 */
public enum Role {
    ADMINISTRATOR(EnumSet.allOf(Permission.class)),
    CLIENT_MANAGER(EnumSet.of(Permission.CLIENTS_READ, Permission.CLIENTS_WRITE)),
    USER_MANAGER(EnumSet.of(
            Permission.USERS_READ,
            Permission.USERS_WRITE,
            Permission.USERS_SUPPORT,
            Permission.USERS_ERASE,
            Permission.PII_READ,
            Permission.SESSIONS_READ,
            Permission.SESSIONS_REVOKE)),
    /** Sees people masked, which is enough to help whoever is on the telephone. */
    HELP_DESK(EnumSet.of(
            Permission.USERS_READ, Permission.USERS_SUPPORT, Permission.SESSIONS_READ, Permission.SESSIONS_REVOKE)),
    SECURITY_OFFICER(EnumSet.of(
            Permission.CLIENTS_READ,
            Permission.PROVIDERS_READ,
            Permission.KEYS_READ,
            Permission.KEYS_ROTATE,
            Permission.POLICIES_WRITE,
            Permission.AUDIT_READ,
            Permission.ALERTS_WRITE,
            Permission.REVIEWS_WRITE)),
    AUDITOR(EnumSet.of(
            Permission.CLIENTS_READ,
            Permission.USERS_READ,
            Permission.SESSIONS_READ,
            Permission.ROLES_READ,
            Permission.PROVIDERS_READ,
            Permission.KEYS_READ,
            Permission.AUDIT_READ));

    @SuppressWarnings("ImmutableEnumChecker") // unmodifiable, see the constructor
    private final Set<Permission> permissions;

    Role(Set<Permission> permissions) {
        this.permissions = Collections.unmodifiableSet(permissions);
    }

    /** The name in the database, in settings and on pages. */
    public String value() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public Set<Permission> permissions() {
        return permissions;
    }

    /** The built-in role of that name, if there is one. */
    public static Optional<Role> of(String name) {
        return Arrays.stream(values()).filter(it -> it.value().equals(name)).findFirst();
    }

    /** What the roles of these names allow together. A name that this version does not know allows nothing. */
    public static Set<Permission> permissionsOf(Collection<String> names) {
        var permissions = EnumSet.noneOf(Permission.class);
        names.forEach(name -> of(name).ifPresent(role -> permissions.addAll(role.permissions())));
        return Collections.unmodifiableSet(permissions);
    }
}
