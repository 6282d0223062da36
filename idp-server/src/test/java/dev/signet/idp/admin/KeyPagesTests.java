package dev.signet.idp.admin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.idp.access.Role;
import dev.signet.idp.test.SignetTest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

@SignetTest
@DisplayName("The console's pages of the signing keys")
class KeyPagesTests {

    @Autowired
    ApplicationContext application;

    @Autowired
    JdbcClient jdbc;

    Visitors visitors;

    @BeforeEach
    void visitors() {
        visitors = new Visitors(application);
    }

    /** Other tests of this application expect no keys that wait. */
    @AfterEach
    void withoutSuccessors() {
        jdbc.sql("DELETE FROM signing_key WHERE state = 'published'").update();
    }

    @Test
    void showsTheKeysOfTheKeySet() {
        var browser = visitors.with(Role.AUDITOR).browser();

        var page = browser.open("/admin/keys").html();

        var published = browser.open("/oauth2/jwks").body();
        assertThat(page.select("tbody th code").eachText())
                .isNotEmpty()
                .allSatisfy(kid -> assertThat(published).contains(kid));
        assertThat(page.select("main a")).isEmpty();
    }

    @Test
    void publishesTheNextKeysOnceAndWritesDownWhoWantedThem() {
        var officer = visitors.with(Role.SECURITY_OFFICER);
        var question = officer.browser().open("/admin/keys/rotate").html();
        assertThat(question.select("main form").text()).contains("RS256", "ES256", "60 minutes");

        var done = officer.post("/admin/keys/rotate", Map.of("kid", "<script>"));
        assertThat(done.html().select("[role=status]").text()).contains("The next keys are published");
        assertThat(states()).containsOnly("published", "signing");
        assertThat(published(officer))
                .isEqualTo(states().stream().filter("published"::equals).count());

        assertThat(officer.post("/admin/keys/rotate", Map.of())
                        .html()
                        .select("[role=status]")
                        .text())
                .contains("Nothing had to be changed");
        assertThat(officer.browser().open("/admin/keys/rotate").html().select("main form"))
                .isEmpty();
    }

    @Test
    void isNotThereWithoutThePermission() {
        var manager = visitors.with(Role.USER_MANAGER);
        var auditor = visitors.with(Role.AUDITOR);
        var missing = Visitors.plain(manager.browser().open("/admin/no/such/page"));
        assertThat(missing).startsWith("404");

        for (var path : List.of("/admin/keys", "/admin/keys/rotate")) {
            assertThat(Visitors.plain(manager.browser().open(path))).as(path).isEqualTo(missing);
            assertThat(Visitors.plain(manager.post(path, Map.of()))).as(path).isEqualTo(missing);
        }
        assertThat(Visitors.plain(auditor.browser().open("/admin/keys/rotate"))).isEqualTo(missing);
        assertThat(Visitors.plain(auditor.post("/admin/keys/rotate", Map.of()))).isEqualTo(missing);
        assertThat(states()).doesNotContain("published");
    }

    @Test
    void takesAnyTextForANotice() {
        var browser = visitors.with(Role.AUDITOR).browser();

        var page = browser.open("/admin/keys?done=%3Cscript%3E");

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.html().select("[role=status], script")).isEmpty();
    }

    private List<String> states() {
        return jdbc.sql("SELECT state FROM signing_key")
                .query((row, _) -> row.getString("state"))
                .list();
    }

    private long published(Visitors.Visitor officer) {
        return jdbc.sql("SELECT count(*) FROM audit_event WHERE action = 'signing-key.published' AND actor_id = :actor")
                .param("actor", officer.persona().id().value())
                .query(Long.class)
                .single();
    }
}
