package dev.signet.idp.adminui;

import dev.signet.idp.adminui.PeopleDirectory.PersonSummary;
import dev.signet.idp.adminui.PeopleDirectory.Reach;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Roles, what they allow, and who has them. Implemented by the server, which refuses whoever lacks the permission.
 */
public interface RoleDirectory {

    /** Those that are built in, then the others by name. */
    List<Role> list();

    Optional<RoleDetail> find(String name);

    /** Every permission that there is, with whether the viewer may put it into a role. */
    List<Grantable> permissions();

    Outcome create(String name, String description, Set<String> permissions);

    /** @param version {@link Role#version} of what the administrator saw */
    Outcome change(String name, int version, String description, Set<String> permissions);

    /** Takes the role from everybody who has it, and deletes it. */
    Outcome delete(String name);

    /** What somebody has and may do; empty if there is nobody of that id. */
    Optional<PersonRoles> of(UUID person);

    /**
     * Replaces somebody's roles.
     *
     * @param seen those that the administrator saw them have
     */
    Assignment assign(UUID person, Set<String> seen, Set<String> wanted);

    /**
     * A role.
     *
     * @param description empty for a built-in one
     * @param holders how many people have it
     * @param isChangeable whether the viewer may change it: it is not built in, not theirs, and within what they hold
     */
    record Role(
            String name,
            String description,
            List<String> permissions,
            boolean isBuiltIn,
            int version,
            int holders,
            boolean isChangeable) {}

    /** A role and some of those who have it, masked. */
    record RoleDetail(Role role, List<PersonSummary> holders) {}

    /** Something with a name that the viewer may give away or not. */
    record Grantable(String name, boolean isGrantable) {}

    /**
     * The roles of one person.
     *
     * @param name masked
     * @param assigned the names of the roles that they have
     * @param roles every role that there is
     * @param effective what they may do, each with the roles that it comes from
     * @param byRule those that a rule gave, each with the id of the provider whose word it is
     */
    record PersonRoles(
            UUID id,
            String name,
            Reach reach,
            Set<String> assigned,
            List<Grantable> roles,
            Map<String, List<String>> effective,
            Map<String, String> byRule) {}

    /** Every way a change of a role can end. */
    sealed interface Outcome {

        /** @param holders how many people it touches */
        record Done(int holders) implements Outcome {}

        /** @param field {@code name}, {@code description} or {@code permissions} */
        record Rejected(String field, Problem problem) implements Outcome {}

        /** Somebody else changed it since; nothing was saved. */
        record Stale(Role current) implements Outcome {}

        record NotThere() implements Outcome {}
    }

    /** What is wrong with a field. */
    enum Problem {
        BAD_NAME,
        NAME_TAKEN,
        TOO_LONG,
        TOO_MANY_ROLES,
        BEYOND_REACH
    }

    /** Every way {@link #assign} can end. */
    sealed interface Assignment {

        record Assigned() implements Assignment {}

        /** Somebody else changed them since; nothing was saved. */
        record Stale(PersonRoles current) implements Assignment {}

        record LastAdministrator() implements Assignment {}

        /** There is nobody, or it is the administrator, or a role is beyond their reach. */
        record NotThere() implements Assignment {}
    }
}
