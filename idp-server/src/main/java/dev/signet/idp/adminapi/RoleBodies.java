package dev.signet.idp.adminapi;

import dev.signet.idp.adminapi.PeopleBodies.PersonSummary;
import dev.signet.idp.adminui.RoleDirectory;
import java.util.List;
import java.util.Set;

/** What calls about roles are asked with and answered with. */
final class RoleBodies {

    private RoleBodies() {}

    /** All of them: those that are built in first. */
    @ApiType
    record RoleList(List<Role> roles) {}

    /** A role; {@code changeable} says whether the caller may change it. */
    @ApiType
    record Role(
            String name,
            String description,
            List<String> permissions,
            boolean builtIn,
            int version,
            int holders,
            boolean changeable) {

        static Role of(RoleDirectory.Role role) {
            return new Role(
                    role.name(),
                    role.description(),
                    role.permissions(),
                    role.isBuiltIn(),
                    role.version(),
                    role.holders(),
                    role.isChangeable());
        }
    }

    /** A role with some of those who have it, masked. */
    @ApiType
    record RoleWithHolders(Role role, List<PersonSummary> holders) {

        static RoleWithHolders of(RoleDirectory.RoleDetail detail) {
            return new RoleWithHolders(
                    Role.of(detail.role()),
                    detail.holders().stream().map(PersonSummary::of).toList());
        }
    }

    /** A role that is to be made. */
    @ApiType
    record NewRole(String name, String description, Set<String> permissions) {}

    /** What takes the place of a role's description and permissions. */
    @ApiType
    record RoleReplacement(String description, Set<String> permissions) {}

    /** How many people had the role. */
    @ApiType
    record DeletedRole(int holders) {}

    /** Every permission that there is. */
    @ApiType
    record PermissionList(List<GrantablePermission> permissions) {}

    /** A permission; {@code grantable} says whether the caller may put it into a role. */
    @ApiType
    record GrantablePermission(String name, boolean grantable) {}
}
