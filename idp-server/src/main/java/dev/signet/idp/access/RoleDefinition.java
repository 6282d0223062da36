package dev.signet.idp.access;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/**
 * A role as it is shown and assigned, built in or made by an administrator.
 *
 * @param name identifies it, for good
 * @param description in the words of whoever made it; empty for a built-in role, which pages describe
 * @param version counts the changes; 0 for a built-in role
 */
public record RoleDefinition(
        String name, String description, Set<Permission> permissions, boolean isBuiltIn, int version) {

    public RoleDefinition {
        permissions = permissions.isEmpty()
                ? Set.of()
                : Collections.unmodifiableSet(EnumSet.copyOf(permissions)); // in the order of the declaration
    }

    static RoleDefinition of(Role role) {
        return new RoleDefinition(role.value(), "", role.permissions(), true, 0);
    }
}
