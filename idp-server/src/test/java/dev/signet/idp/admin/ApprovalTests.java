package dev.signet.idp.admin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.idp.access.Role;
import dev.signet.idp.access.Roles;
import dev.signet.idp.admin.Visitors.Visitor;
import dev.signet.idp.test.Browser;
import dev.signet.idp.test.Persona;
import dev.signet.idp.test.SignetTest;
import dev.signet.idp.test.Together;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

@SignetTest
@DisplayName("Four eyes for the accounts of administrators")
class ApprovalTests {

    @Autowired
    ApplicationContext application;

    @Autowired
    JdbcClient jdbc;

    Visitors visitors;
    Persona ada;

    @BeforeEach
    void somebodyWithARole() {
        visitors = new Visitors(application);
        ada = Persona.ada(application);
        application.getBean(Roles.class).grant(ada.id(), Role.HELP_DESK);
    }

    @Test
    void onlyAsksWhereThePersonHasARoleAndDoesItOnceAnotherAllows() {
        var asking = visitors.with(Role.USER_MANAGER);
        var allowing = visitors.with(Role.USER_MANAGER);

        assertThat(asking.browser()
                        .open(person("reset-password"))
                        .html()
                        .select("main")
                        .text())
                .contains("somebody else who may do the same has to allow it");
        assertThat(said(asking.post(person("reset-password"), Map.of()))).contains("Somebody else has to allow it now");
        assertThat(trail()).containsExactly("approval.requested");
        assertThat(said(asking.post(person("reset-password"), Map.of()))).contains("Nothing had to be changed");

        assertThat(said(allowing.post(request("grant"), Map.of()))).contains("Allowed and done");

        assertThat(trail()).containsExactly("approval.requested", "approval.granted", "password-reset.mailed");
        assertThat(actors())
                .containsExactly(
                        asking.persona().id().value(),
                        allowing.persona().id().value(),
                        allowing.persona().id().value());
    }

    @Test
    void letsNobodyAllowTheirOwnRequest() {
        var asking = visitors.with(Role.USER_MANAGER);
        asking.post(person("reset-password"), Map.of());

        assertThat(asking.browser().open(request("grant")).status()).isEqualTo(404);
        assertThat(said(asking.post(request("grant"), Map.of()))).contains("Nothing had to be changed");

        assertThat(said(asking.post(request("decline"), Map.of()))).contains("Nothing was done");
        assertThat(trail()).containsExactly("approval.requested", "approval.withdrawn");
    }

    @Test
    void letsNobodyAllowWhatIsAboutThemselvesOrWhatTheyCouldNotDo() {
        var subject = visitors.with(Role.HELP_DESK);
        ada = subject.persona();
        visitors.with(Role.USER_MANAGER).post(person("reset-password"), Map.of());
        application.getBean(Roles.class).grant(ada.id(), Role.USER_MANAGER);
        var lesser = visitors.with(Role.HELP_DESK);

        for (Visitor somebody : List.of(subject, lesser)) {
            assertThat(somebody.browser().open(request("grant")).status()).isEqualTo(404);
            assertThat(said(somebody.post(request("grant"), Map.of()))).contains("Nothing had to be changed");
            assertThat(said(somebody.post(request("decline"), Map.of()))).contains("Nothing had to be changed");
        }
        assertThat(visitors.with(Role.AUDITOR)
                        .browser()
                        .open("/admin/approvals")
                        .status())
                .isEqualTo(404);
    }

    @Test
    void saysOnTheOverviewOfWhomItWaitsFor() {
        var asking = visitors.with(Role.USER_MANAGER);
        asking.post(person("reset-password"), Map.of());
        var concern = "section[aria-labelledby=concerns] a[href=/admin/approvals]";

        assertThat(visitors.with(Role.USER_MANAGER)
                        .browser()
                        .open("/admin")
                        .html()
                        .select(concern))
                .hasSize(1);
        assertThat(visitors.with(Role.AUDITOR).browser().open("/admin").html().select(concern))
                .isEmpty();
    }

    @Test
    void endsByItself() {
        visitors.with(Role.USER_MANAGER).post(person("reset-password"), Map.of());
        var path = request("grant");
        jdbc.sql("UPDATE approval_request SET expires_at = now() WHERE account_id = :id")
                .param("id", ada.id().value())
                .update();

        assertThat(said(visitors.with(Role.USER_MANAGER).post(path, Map.of()))).contains("Nothing had to be changed");
        assertThat(trail()).containsExactly("approval.requested");
        assertThat(said(visitors.with(Role.USER_MANAGER).post(person("reset-password"), Map.of())))
                .contains("Somebody else has to allow it now");
    }

    @Test
    void isCarriedOutOnceWhenTwoAllowItTogether() throws Exception {
        visitors.with(Role.USER_MANAGER).post(person("reset-password"), Map.of());
        var path = request("grant");
        var first = visitors.with(Role.USER_MANAGER);
        var second = visitors.with(Role.USER_MANAGER);

        List<Callable<String>> both =
                List.of(() -> said(first.post(path, Map.of())), () -> said(second.post(path, Map.of())));
        var answers = Together.run(both);

        assertThat(answers).filteredOn(it -> it.contains("Allowed and done")).hasSize(1);
        assertThat(trail()).containsExactly("approval.requested", "approval.granted", "password-reset.mailed");
    }

    @Test
    void doesAtOnceWhatLetsNobodyInAndWhatIsAboutPeopleWithoutARole() {
        var manager = visitors.with(Role.USER_MANAGER);
        assertThat(said(manager.post(person("lock"), Map.of()))).contains("locked");

        ada = Persona.ada(application);
        assertThat(said(manager.post(person("reset-password"), Map.of()))).contains("The mail is on its way");
    }

    private String person(String action) {
        return "/admin/people/" + ada.id().value() + "/" + action;
    }

    private String request(String decision) {
        var id = jdbc.sql("SELECT id FROM approval_request WHERE account_id = :account")
                .param("account", ada.id().value())
                .query(UUID.class)
                .optional()
                .orElse(new UUID(0, 0));
        return "/admin/approvals/" + id + "/" + decision;
    }

    private static String said(Browser.Page page) {
        return page.html().select("[role=status]").text();
    }

    private List<String> trail() {
        return jdbc.sql("""
                SELECT action FROM audit_event
                 WHERE subject_id = :subject AND (action LIKE 'approval.%' OR action = 'password-reset.mailed')
                 ORDER BY occurred_at, ordinal, CASE WHEN action = 'approval.granted' THEN 0 ELSE 1 END
                """)
                .param("subject", ada.id().value())
                .query((row, _) -> row.getString("action"))
                .list();
    }

    private List<UUID> actors() {
        return jdbc.sql("""
                SELECT actor_id FROM audit_event
                 WHERE subject_id = :subject AND (action LIKE 'approval.%' OR action = 'password-reset.mailed')
                 ORDER BY occurred_at, ordinal
                """)
                .param("subject", ada.id().value())
                .query((row, _) -> row.getObject("actor_id", UUID.class))
                .list();
    }
}
