package dev.signet.idp.adminapi;

import dev.signet.idp.adminapi.PeopleBodies.PersonRoles;
import dev.signet.idp.adminapi.PeopleBodies.RoleAssignment;
import dev.signet.idp.adminui.RoleDirectory;
import dev.signet.idp.adminui.RoleDirectory.Assignment;
import dev.signet.idp.crypto.TokenHash;
import dev.signet.idp.token.AdministrationApi;
import java.util.TreeSet;
import java.util.UUID;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/** The roles of one person. */
@AdminApiController
@RequestMapping(AdministrationApi.PATH + "/people/{person_id}/roles")
class ApiPersonRolesController {

    private final RoleDirectory directory;

    ApiPersonRolesController(RoleDirectory directory) {
        this.directory = directory;
    }

    @GetMapping
    @Summary(value = "Shows somebody's roles, and what they may do by each", isVersioned = true)
    ResponseEntity<PersonRoles> show(@PathVariable(name = "person_id") UUID id) {
        return answer(find(id));
    }

    @PutMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    @Summary(value = "Replaces somebody's roles, within what the caller may do", isVersioned = true, canConflict = true)
    ResponseEntity<PersonRoles> assign(
            @PathVariable(name = "person_id") UUID id, @Body RoleAssignment wanted, IfMatch seen) {
        var current = find(id);
        if (!tag(current).equals(seen.tag())) {
            throw ProblemException.stale();
        }
        return switch (directory.assign(id, current.assigned(), wanted.roles())) {
            case Assignment.Assigned _ -> answer(find(id));
            case Assignment.Stale _ -> throw ProblemException.stale();
            case Assignment.LastAdministrator _ ->
                throw ProblemException.conflict("Nobody who may sign in would be an administrator any more");
            case Assignment.NotThere _ -> throw ProblemException.notFound();
        };
    }

    private RoleDirectory.PersonRoles find(UUID id) {
        return directory.of(id).orElseThrow(ProblemException::notFound);
    }

    private static ResponseEntity<PersonRoles> answer(RoleDirectory.PersonRoles person) {
        return ResponseEntity.ok()
                .eTag(tag(person))
                .body(new PersonRoles(
                        new TreeSet<>(person.assigned()), OneOf.Words.of(person.reach()), person.effective()));
    }

    /** The roles are all that can change, so they are their own version. */
    private static String tag(RoleDirectory.PersonRoles person) {
        return TokenHash.of(String.join(" ", new TreeSet<>(person.assigned()))).hex();
    }
}
