package dev.signet.idp.access;

import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** A set of permissions under a name. */
public enum Role {
    ADMINISTRATOR;

    /** The name in the database and on pages. */
    public String value() {
        return name().toLowerCase(Locale.ROOT);
    }

    public Set<Permission> permissions() {
        return switch (this) {
            case ADMINISTRATOR -> EnumSet.allOf(Permission.class);
        };
    }

    /** What the roles of these names allow together. A name that this version does not know allows nothing. */
    public static Set<Permission> permissionsOf(Collection<String> names) {
        var permissions = EnumSet.noneOf(Permission.class);
        Arrays.stream(values())
                .filter(role -> names.contains(role.value()))
                .forEach(role -> permissions.addAll(role.permissions()));
        return Collections.unmodifiableSet(permissions);
    }
}
