package dev.signet.idp.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.idp.access.RoleAssignments.Outcome;
import dev.signet.idp.test.LeanApplication;
import dev.signet.idp.test.Together;
import dev.signet.idp.user.AccountId;
import dev.signet.idp.user.AccountStatus;
import dev.signet.idp.user.Accounts;
import dev.signet.idp.user.NewAccount;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RoleAssignmentsTests {

    private LeanApplication application;
    private Roles roles;
    private RoleAssignments assignments;
    private RoleCatalogue catalogue;
    private AccountId root;
    private AccountId alice;

    @BeforeAll
    void start() {
        application = LeanApplication.start();
        roles = application.bean(Roles.class);
        assignments = application.bean(RoleAssignments.class);
        catalogue = application.bean(RoleCatalogue.class);
    }

    @AfterAll
    void stop() {
        application.close();
    }

    @BeforeEach
    void people() {
        application.clear();
        application.sql().sql("TRUNCATE custom_role").update();
        root = account("root@example.com");
        alice = account("alice@example.com");
        roles.grant(root, Role.ADMINISTRATOR);
    }

    @AfterEach
    void noRequest() {
        RequestContextHolder.resetRequestAttributes();
    }

    @Test
    void givesAndTakesRolesAndWritesDownWhatWasBeforeAndAfter() {
        assertThat(assignments.change(root, alice, Set.of(), Set.of("auditor", "help-desk")))
                .isEqualTo(new Outcome.Changed());
        assertThat(assignments.change(root, alice, Set.of("auditor", "help-desk"), Set.of("auditor")))
                .isEqualTo(new Outcome.Changed());

        assertThat(roles.of(alice)).containsExactly("auditor");
        assertThat(application
                        .sql()
                        .sql("""
                                SELECT actor_id || ' ' || (details ->> 'before') || ' > ' || (details ->> 'after')
                                  FROM audit_event WHERE action = 'roles.changed' AND subject_id = :alice
                                 ORDER BY details ->> 'before'
                                """)
                        .param("alice", alice.value())
                        .query(String.class)
                        .list())
                .containsExactly(root + "  > auditor help-desk", root + " auditor help-desk > auditor");
    }

    @Test
    void letsNobodyChangeTheirOwnRoles() {
        assertThat(assignments.change(root, root, Set.of("administrator"), Set.of()))
                .isEqualTo(new Outcome.OwnRoles());
        assertThat(assignments.change(alice, alice, Set.of(), Set.of("administrator")))
                .isEqualTo(new Outcome.OwnRoles());
    }

    @Test
    void letsNobodyGiveOrTakeWhatTheyDoNotHold() {
        roles.grant(alice, Role.USER_MANAGER);
        var bob = account("bob@example.com");

        assertThat(assignments.change(alice, bob, Set.of(), Set.of("security-officer")))
                .isEqualTo(new Outcome.BeyondReach("security-officer"));
        assertThat(assignments.change(alice, root, Set.of("administrator"), Set.of()))
                .isEqualTo(new Outcome.BeyondReach("administrator"));
        assertThat(assignments.change(alice, bob, Set.of(), Set.of("no-such-role")))
                .isEqualTo(new Outcome.BeyondReach("no-such-role"));
        assertThat(assignments.change(alice, bob, Set.of(), Set.of("help-desk")))
                .isEqualTo(new Outcome.Changed());
        assertThat(roles.of(bob)).containsExactly("help-desk");
    }

    @Test
    void savesNothingOverAChangeThatSomebodyElseMade() {
        roles.grant(alice, Role.AUDITOR);

        assertThat(assignments.change(root, alice, Set.of(), Set.of("help-desk")))
                .isEqualTo(new Outcome.Stale(Set.of("auditor")));
        assertThat(roles.of(alice)).containsExactly("auditor");
    }

    @Test
    void keepsTheLastAdministratorWhoCanSignIn() {
        roles.grant(alice, Role.ADMINISTRATOR);
        application.bean(Accounts.class).changeStatus(root, AccountStatus.DISABLED);

        assertThat(assignments.change(root, alice, Set.of("administrator"), Set.of()))
                .isEqualTo(new Outcome.LastAdministrator());
        assertThat(roles.of(alice)).containsExactly("administrator");
    }

    @Test
    void leavesOneOfTwoAdministratorsWhoTakeTheRoleFromEachOther() throws Exception {
        roles.grant(alice, Role.ADMINISTRATOR);

        List<Outcome> outcomes = Together.<Outcome>run(List.of(
                () -> assignments.change(root, alice, Set.of("administrator"), Set.of()),
                () -> assignments.change(alice, root, Set.of("administrator"), Set.of())));

        assertThat(outcomes).hasSize(2).containsOnlyOnce(new Outcome.Changed());
        assertThat(roles.anyAdministrator()).isTrue();
    }

    @Test
    void makesARoleThatCountsAtOnceAndEndsWithIt() {
        roles.grant(alice, Role.AUDITOR);
        var bob = account("bob@example.com");
        var sees = Set.of(Permission.USERS_READ, Permission.SESSIONS_READ);

        assertThat(catalogue.create(root, "support-berlin", "Berlin", sees))
                .isEqualTo(new RoleCatalogue.Outcome.Done(0));
        assignments.change(root, bob, Set.of(), Set.of("support-berlin"));
        assertThat(roles.permissionsOf(bob)).containsExactlyInAnyOrderElementsOf(sees);
        assertThat(roles.effective(bob)).containsEntry(Permission.USERS_READ, Set.of("support-berlin"));

        catalogue.change(root, "support-berlin", 1, "Berlin", Set.of(Permission.USERS_READ));
        assertThat(roles.permissionsOf(bob)).containsExactly(Permission.USERS_READ);

        assertThat(catalogue.delete(root, "support-berlin")).isEqualTo(new RoleCatalogue.Outcome.Done(1));
        assertThat(roles.of(bob)).isEmpty();
        assertThat(application.auditedActions())
                .contains("role.created", "role.changed", "role.deleted", "roles.changed");
    }

    @Test
    void letsNobodyMakeOrChangeARoleThatAllowsMoreThanTheyMay() {
        catalogue.create(root, "wide", "", Set.of(Permission.KEYS_ROTATE));
        catalogue.create(root, "own", "", Set.of(Permission.ROLES_WRITE, Permission.ROLES_READ));
        assignments.change(root, alice, Set.of(), Set.of("own"));

        assertThat(catalogue.create(alice, "more", "", Set.of(Permission.KEYS_ROTATE)))
                .isEqualTo(new RoleCatalogue.Outcome.BeyondReach());
        assertThat(catalogue.change(alice, "wide", 1, "", Set.of(Permission.ROLES_READ)))
                .isEqualTo(new RoleCatalogue.Outcome.BeyondReach());
        assertThat(catalogue.delete(alice, "wide")).isEqualTo(new RoleCatalogue.Outcome.BeyondReach());
        assertThat(catalogue.change(alice, "own", 1, "", Set.of())).isEqualTo(new RoleCatalogue.Outcome.OwnRole());
        assertThat(catalogue.delete(alice, "own")).isEqualTo(new RoleCatalogue.Outcome.OwnRole());
    }

    @Test
    void refusesNamesThatAreNoneOrTaken() {
        for (var name : List.of("", "New", "a b", "new", "-a", "a--b", "a".repeat(51), "ä")) {
            assertThat(catalogue.create(root, name, "", Set.of()))
                    .as(name)
                    .isEqualTo(new RoleCatalogue.Outcome.BadName());
        }
        assertThat(catalogue.create(root, "auditor", "", Set.of())).isEqualTo(new RoleCatalogue.Outcome.NameTaken());
        assertThat(catalogue.create(root, "mine", "", Set.of())).isEqualTo(new RoleCatalogue.Outcome.Done(0));
        assertThat(catalogue.create(root, "mine", "", Set.of())).isEqualTo(new RoleCatalogue.Outcome.NameTaken());
        assertThat(catalogue.create(root, "long", "x".repeat(201), Set.of()))
                .isEqualTo(new RoleCatalogue.Outcome.DescriptionTooLong());
    }

    @Test
    void savesNothingOverAChangeOfARoleThatSomebodyElseMade() {
        catalogue.create(root, "mine", "first", Set.of());
        catalogue.change(root, "mine", 1, "second", Set.of());

        assertThat(catalogue.change(root, "mine", 1, "third", Set.of()))
                .isInstanceOfSatisfying(
                        RoleCatalogue.Outcome.Stale.class,
                        it -> assertThat(it.current().description()).isEqualTo("second"));
        assertThat(catalogue.change(root, "auditor", 0, "", Set.of()))
                .isEqualTo(new RoleCatalogue.Outcome.NoSuchRole());
    }

    /** Whoever takes the assignments away behind the request's back changes nothing for this request. */
    @Test
    void asksTheDatabaseOncePerRequest() {
        RequestContextHolder.setRequestAttributes(new ServletRequestAttributes(new MockHttpServletRequest()));
        assertThat(roles.permissionsOf(root)).isNotEmpty();
        application.sql().sql("DELETE FROM role_assignment").update();

        assertThat(roles.permissionsOf(root)).isNotEmpty();

        RequestContextHolder.setRequestAttributes(new ServletRequestAttributes(new MockHttpServletRequest()));
        assertThat(roles.permissionsOf(root)).isEmpty();
    }

    @Test
    void separatesDuties() {
        assertThat(Role.AUDITOR.permissions())
                .noneMatch(it -> it.value().endsWith(":write") || it == Permission.USERS_ERASE)
                .doesNotContain(Permission.PII_READ, Permission.SESSIONS_REVOKE, Permission.USERS_SUPPORT);
        assertThat(Role.USER_MANAGER.permissions())
                .doesNotContain(Permission.KEYS_ROTATE, Permission.AUDIT_READ, Permission.ROLES_WRITE);
        assertThat(Role.SECURITY_OFFICER.permissions())
                .noneMatch(it -> it.value().startsWith("users:"))
                .doesNotContain(Permission.ROLES_WRITE);
        assertThat(Role.HELP_DESK.permissions()).doesNotContain(Permission.PII_READ, Permission.USERS_WRITE);
    }

    private AccountId account(String email) {
        var ending = application.bean(Accounts.class).create(new NewAccount(email, true, Map.of()));
        return ((Accounts.Creation.Created) ending).account().id();
    }
}
