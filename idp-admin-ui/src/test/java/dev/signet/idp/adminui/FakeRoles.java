package dev.signet.idp.adminui;

import dev.signet.idp.adminui.PeopleDirectory.PersonSummary;
import dev.signet.idp.adminui.PeopleDirectory.Reach;
import dev.signet.idp.adminui.PeopleDirectory.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Two roles in memory: one that is built in, and one that is not. */
class FakeRoles implements RoleDirectory {

    Outcome outcome = new Outcome.Done(2);
    Assignment assignment = new Assignment.Assigned();
    Reach reach = Reach.WITHIN;
    String description = "For the office in Berlin";
    final List<String> done = new ArrayList<>();

    Role auditor() {
        return new Role("auditor", "", List.of("users:read", "audit:read"), true, 0, 1, false);
    }

    Role support() {
        return new Role("support-berlin", description, List.of("users:read"), false, 3, 2, true);
    }

    PersonRoles person() {
        return new PersonRoles(
                FakePeople.ADA,
                "A••• L•••",
                reach,
                Set.of("auditor"),
                List.of(new Grantable("auditor", true), new Grantable("support-berlin", false)),
                Map.of("users:read", List.of("auditor")),
                Map.of("auditor", "partner"));
    }

    @Override
    public List<Role> list() {
        return List.of(auditor(), support());
    }

    @Override
    public Optional<RoleDetail> find(String name) {
        return list().stream()
                .filter(it -> it.name().equals(name))
                .findFirst()
                .map(it -> new RoleDetail(
                        it, List.of(new PersonSummary(FakePeople.ADA, "A••• L•••", "a•••@e•••.com", Status.ACTIVE))));
    }

    @Override
    public List<Grantable> permissions() {
        return List.of(new Grantable("users:read", true), new Grantable("keys:rotate", false));
    }

    @Override
    public Outcome create(String name, String text, Set<String> permissions) {
        done.add("create " + name + " " + permissions);
        return outcome;
    }

    @Override
    public Outcome change(String name, int version, String text, Set<String> permissions) {
        done.add("change " + name + " " + version + " " + permissions);
        return outcome;
    }

    @Override
    public Outcome delete(String name) {
        done.add("delete " + name);
        return outcome;
    }

    @Override
    public Optional<PersonRoles> of(UUID id) {
        return id.equals(FakePeople.ADA) ? Optional.of(person()) : Optional.empty();
    }

    @Override
    public Assignment assign(UUID id, Set<String> seen, Set<String> wanted) {
        done.add("assign " + seen + " " + wanted);
        return assignment;
    }
}
