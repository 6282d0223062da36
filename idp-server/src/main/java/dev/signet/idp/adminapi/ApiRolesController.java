package dev.signet.idp.adminapi;

import dev.signet.idp.adminapi.Problem.FieldError;
import dev.signet.idp.adminapi.RoleBodies.DeletedRole;
import dev.signet.idp.adminapi.RoleBodies.GrantablePermission;
import dev.signet.idp.adminapi.RoleBodies.NewRole;
import dev.signet.idp.adminapi.RoleBodies.PermissionList;
import dev.signet.idp.adminapi.RoleBodies.Role;
import dev.signet.idp.adminapi.RoleBodies.RoleList;
import dev.signet.idp.adminapi.RoleBodies.RoleReplacement;
import dev.signet.idp.adminapi.RoleBodies.RoleWithHolders;
import dev.signet.idp.adminui.RoleDirectory;
import dev.signet.idp.adminui.RoleDirectory.Outcome;
import dev.signet.idp.adminui.RoleDirectory.Problem;
import dev.signet.idp.token.AdministrationApi;
import java.util.List;
import java.util.Locale;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/** Roles and permissions. */
@AdminApiController
@RequestMapping(AdministrationApi.PATH)
class ApiRolesController {

    private final RoleDirectory directory;

    ApiRolesController(RoleDirectory directory) {
        this.directory = directory;
    }

    @GetMapping("/permissions")
    @Summary("Lists every permission, with whether the caller may put it into a role")
    PermissionList permissions() {
        return new PermissionList(directory.permissions().stream()
                .map(it -> new GrantablePermission(it.name(), it.isGrantable()))
                .toList());
    }

    @GetMapping("/roles")
    @Summary("Lists roles")
    RoleList list() {
        return new RoleList(directory.list().stream().map(Role::of).toList());
    }

    @PostMapping(path = "/roles", consumes = MediaType.APPLICATION_JSON_VALUE)
    @Summary(
            value = "Makes a role, within what the caller may do",
            status = 201,
            isVersioned = true,
            canConflict = true)
    ResponseEntity<Role> create(@Body NewRole wanted, Once once) {
        return once.of(Role.class, () -> {
            require(directory.create(wanted.name(), wanted.description(), wanted.permissions()));
            var role = find(wanted.name()).role();
            return ResponseEntity.created(Segments.address("/roles/", role.name()))
                    .eTag(String.valueOf(role.version()))
                    .body(Role.of(role));
        });
    }

    @GetMapping("/roles/{role}")
    @Summary(value = "Shows a role, with some of those who have it", isVersioned = true)
    ResponseEntity<RoleWithHolders> show(@PathVariable(name = "role") String name) {
        return answer(find(name));
    }

    @PutMapping(path = "/roles/{role}", consumes = MediaType.APPLICATION_JSON_VALUE)
    @Summary(value = "Changes a role, which counts from the next request of everybody who has it", isVersioned = true)
    ResponseEntity<RoleWithHolders> replace(
            @PathVariable(name = "role") String name, @Body RoleReplacement wanted, IfMatch seen) {
        var version = seen.version();
        require(directory.change(
                name, version > Integer.MAX_VALUE ? -1 : (int) version, wanted.description(), wanted.permissions()));
        return answer(find(name));
    }

    @DeleteMapping("/roles/{role}")
    @Summary("Takes a role from everybody who has it, and deletes it")
    DeletedRole delete(@PathVariable(name = "role") String name) {
        return new DeletedRole(require(directory.delete(name)));
    }

    private RoleDirectory.RoleDetail find(String name) {
        return directory.find(name).orElseThrow(ProblemException::notFound);
    }

    private static ResponseEntity<RoleWithHolders> answer(RoleDirectory.RoleDetail role) {
        return ResponseEntity.ok().eTag(String.valueOf(role.role().version())).body(RoleWithHolders.of(role));
    }

    /** How many people it touched. A role that is not the caller's to change is not there. */
    private static int require(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Done(var holders) -> holders;
            case Outcome.Stale _ -> throw ProblemException.stale();
            case Outcome.NotThere _ -> throw ProblemException.notFound();
            case Outcome.Rejected(var field, var problem) -> throw rejected(field, problem);
        };
    }

    private static ProblemException rejected(String field, Problem problem) {
        return problem == Problem.NAME_TAKEN
                ? ProblemException.conflict("There is a role of this name")
                : ProblemException.invalid(List.of(FieldError.of(
                        field, problem.name().toLowerCase(Locale.ROOT).replace('_', ' '))));
    }
}
