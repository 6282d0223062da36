package dev.signet.idp.admin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.idp.access.Role;
import dev.signet.idp.admin.Visitors.Visitor;
import dev.signet.idp.audit.AuditEvent;
import dev.signet.idp.audit.RequestOrigin;
import dev.signet.idp.test.Persona;
import dev.signet.idp.test.SignetTest;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

@SignetTest
@DisplayName("The console's pages of the audit trail")
class AuditPagesTests {

    @Autowired
    ApplicationContext application;

    @Autowired
    JdbcClient jdbc;

    Visitors visitors;
    Persona ada;

    @BeforeEach
    void somebody() {
        visitors = new Visitors(application);
        ada = Persona.ada(application);
    }

    /** Something that happened. */
    record Happened(
            String action,
            @Nullable UUID subject,
            @Nullable UUID actor,
            @Nullable String clientId,
            AuditEvent.Outcome outcome,
            Map<String, String> details)
            implements AuditEvent {}

    @Test
    void findsByWhatErrorPagesShowAndByPerson() {
        var request = "r-" + UUID.randomUUID();
        happened("test.asked", request, Map.of());
        var auditor = visitors.with(Role.AUDITOR);

        assertThat(actions(auditor, "request=" + request)).containsExactly("test.asked");
        assertThat(actions(auditor, "person=" + ada.id().value() + "&action=test."))
                .containsExactly("test.asked");
        assertThat(actions(auditor, "person=" + ada.email() + "&action=test.")).containsExactly("test.asked");
        assertThat(actions(auditor, "request=" + request + "&outcome=refused")).isEmpty();
        assertThat(actions(auditor, "request=" + request + "&address=192.0.2.77"))
                .containsExactly("test.asked");
        assertThat(actions(auditor, "request=" + request + "&client=other")).isEmpty();
        assertThat(actions(auditor, "request=" + request + "&until=2026-01-01T00:00"))
                .isEmpty();
    }

    @Test
    void leadsThroughAllEventsWithoutLosingOrRepeatingOne() {
        var request = "r-" + UUID.randomUUID();
        for (var i = 0; i < AuditPages.PAGE_SIZE + 3; i++) {
            happened("test.happened", request, Map.of());
        }
        var browser = visitors.with(Role.AUDITOR).browser();

        var first = browser.open("/admin/audit?request=" + request).html();
        var second = browser.open(first.expectFirst("a[rel=next]").attr("href")).html();

        var seen = new LinkedHashSet<>(first.select("tbody th a").eachAttr("href"));
        assertThat(seen).hasSize(AuditPages.PAGE_SIZE);
        assertThat(second.select("tbody th a").eachAttr("href")).hasSize(3).doesNotContainAnyElementsOf(seen);
        assertThat(second.select("a[rel=next]")).isEmpty();
    }

    @Test
    void showsOneEventMaskedAndInFullOnlyWithThePermissionAndWritesThatDown() {
        var request = "r-" + UUID.randomUUID();
        happened(
                "test.changed", request, Map.of("before", "<script>", "after", "to " + ada.email(), "x", "192.0.2.77"));
        var auditor = visitors.with(Role.AUDITOR);
        var address = auditor.browser()
                .open("/admin/audit?request=" + request)
                .html()
                .expectFirst("tbody th a")
                .attr("href");

        var masked = auditor.browser().open(address);
        assertThat(masked.html().text()).contains("A••• L•••", "192.0.•••", "<script>", request);
        assertThat(masked.body()).doesNotContain(ada.email(), "192.0.2.77", "Lovelace", "<script>");
        assertThat(auditor.post(address + "/reveal", Map.of()).status()).isEqualTo(404);

        var root = visitors.with(Role.ADMINISTRATOR);
        var full = root.post(address + "/reveal", Map.of());
        assertThat(full.html().text()).contains("Ada Lovelace", "192.0.2.77", ada.email());
        assertThat(jdbc.sql("""
                        SELECT count(*) FROM audit_event
                         WHERE action = 'personal-data.seen' AND actor_id = :actor AND subject_id = :subject
                        """)
                        .param("actor", root.persona().id().value())
                        .param("subject", ada.id().value())
                        .query(Integer.class)
                        .single())
                .isOne();
    }

    @ParameterizedTest
    @CsvSource({
        "person=nobody-has-this@example.com, person-error",
        "actor=%00, actor-error",
        "address=192.0.2, address-error",
        "address=192.0.2.0/24, address-error",
        "from=yesterday, from-error",
        "from=-999999999-01-01T00:00, from-error",
        "from=2020-01-01T00:00, from-error",
        "from=2026-11-02T00:00&until=2026-11-01T00:00, until-error",
        "until=9, until-error",
        "outcome=maybe, outcome-error",
    })
    void saysWhatIsWrongWithASearch(String query, String error) {
        var browser = visitors.with(Role.AUDITOR).browser();
        if (query.contains("%00")) {
            assertThat(browser.open("/admin/audit?" + query).status())
                    .isEqualTo(400); // refused before anybody reads it
            return;
        }
        var page = browser.open("/admin/audit?" + query);

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.html().select("#" + error)).hasSize(1);
    }

    @Test
    void takesWhatCannotBeReadForNothing() {
        var browser = visitors.with(Role.AUDITOR).browser();

        for (var query :
                List.of("after=x", "after=-1000000000-01-01T00:00:00Z_x", "action=%25", "request=" + "x".repeat(999))) {
            assertThat(browser.open("/admin/audit?" + query).status()).as(query).isEqualTo(200);
        }
        var missing = Visitors.plain(browser.open("/admin/no/such/page"));
        for (var key : List.of("x", "2026-11-25T10:00:00Z_" + UUID.randomUUID(), "+1000000000-01-01T00:00:00Z_x")) {
            assertThat(Visitors.plain(browser.open("/admin/audit/" + key))).isEqualTo(missing);
        }
    }

    @Test
    void isNotThereWithoutThePermission() {
        var helper = visitors.with(Role.HELP_DESK);
        var missing = Visitors.plain(helper.browser().open("/admin/no/such/page"));
        assertThat(missing).startsWith("404");

        var paths = Set.of("/admin/audit", "/admin/audit/x", "/admin/audit/x/reveal");
        for (var path : paths) {
            assertThat(Visitors.plain(helper.browser().open(path))).as(path).isEqualTo(missing);
            assertThat(Visitors.plain(helper.post(path, Map.of()))).as(path).isEqualTo(missing);
        }
        assertThat(helper.browser().open("/admin/people").html().select("nav a[href=/admin/audit]"))
                .isEmpty();
    }

    private void happened(String action, String request, Map<String, String> details) {
        try (var _ = new RequestOrigin(request, "192.0.2.77", null).bind()) {
            application.publishEvent(new Happened(
                    action, ada.id().value(), ada.id().value(), "shop", AuditEvent.Outcome.SUCCESS, details));
        }
    }

    private static List<String> actions(Visitor visitor, String query) {
        var page = visitor.browser().open("/admin/audit?" + query);
        assertThat(page.status()).as(query).isEqualTo(200);
        return page.html().select("tbody th a").eachText();
    }
}
