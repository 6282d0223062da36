package dev.signet.idp.admin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.idp.access.Role;
import dev.signet.idp.test.Browser;
import dev.signet.idp.test.Persona;
import dev.signet.idp.test.SignetTest;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

@SignetTest
@DisplayName("What the console does to several people at once, and whom it tells")
class TogetherTests {

    @Autowired
    ApplicationContext application;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    Clock clock;

    Visitors visitors;

    @BeforeEach
    void visitors() {
        visitors = new Visitors(application);
    }

    @AfterEach
    void withoutMessages() {
        jdbc.sql("DELETE FROM delivery WHERE client_id LIKE 'told-%'").update();
    }

    @Test
    void locksThoseWhomTheAdministratorMayTouchAndNobodyElse() {
        var manager = visitors.with(Role.USER_MANAGER);
        var ada = Persona.ada(application);
        var administrator = visitors.with(Role.ADMINISTRATOR).persona();
        var ids = "?id=" + ada.id().value() + "&id=" + administrator.id().value() + "&id="
                + manager.persona().id().value() + "&id=" + UUID.randomUUID();

        var question =
                manager.browser().open("/admin/people/together/lock" + ids).html();
        assertThat(question.select("input[name=id]").eachAttr("value"))
                .containsExactly(ada.id().value().toString());
        assertThat(question.text()).contains("One person is locked", "2 people are left alone");
        assertThat(status(ada)).isEqualTo("active");

        var done = manager.post("/admin/people/together/lock" + ids, Map.of());
        assertThat(done.html().select("[role=status]").text()).isEqualTo("Done for one person.");
        assertThat(status(ada)).isEqualTo("disabled");
        assertThat(status(administrator)).isEqualTo("active");
        assertThat(status(manager.persona())).isEqualTo("active");
    }

    @Test
    void asksForThePermissionOfEachAction() {
        var auditor = visitors.with(Role.AUDITOR);
        for (var action : List.of("lock", "end-sessions", "require-factor")) {
            assertThat(auditor.browser()
                            .open("/admin/people/together/" + action)
                            .status())
                    .isEqualTo(404);
            assertThat(auditor.post("/admin/people/together/" + action, Map.of())
                            .status())
                    .isEqualTo(404);
        }
        assertThat(auditor.browser().open("/admin/people").html().select("#together, tbody input"))
                .isEmpty();
    }

    @Test
    void showsWhichApplicationsHeardThatASessionEnded() {
        var ada = Persona.ada(application);
        message(ada, "told-books", "failed", "status 404");
        message(ada, "told-shop", "delivered", null);
        message(Persona.ada(application), "told-books", "delivered", null);
        Browser auditor = visitors.with(Role.AUDITOR).browser();

        var page =
                auditor.open("/admin/sessions/told?person=" + ada.id().value()).html();
        assertThat(page.select("tbody .badge").eachText()).containsExactlyInAnyOrder("given up", "told");
        assertThat(page.text()).contains("told-books", "status 404", "A••• L•••");

        assertThat(auditor.open("/admin/sessions/told?client=told-books").html().select("tbody tr"))
                .hasSize(2);
        assertThat(auditor.open("/admin/sessions/told?client=told-books&person=nobody")
                        .status())
                .isEqualTo(200);
    }

    private String status(Persona somebody) {
        return jdbc.sql("SELECT status FROM user_account WHERE id = :id")
                .param("id", somebody.id().value())
                .query(String.class)
                .single();
    }

    private void message(Persona somebody, String client, String state, @Nullable String error) {
        jdbc.sql("""
                INSERT INTO delivery (id, kind, account_id, client_id, state, attempts, last_error, created_at, settled_at)
                VALUES (gen_random_uuid(), 'logout', :account, :client, :state, 1, :error, :now, :now)
                """)
                .param("account", somebody.id().value())
                .param("client", client)
                .param("state", state)
                .param("error", error)
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
    }
}
