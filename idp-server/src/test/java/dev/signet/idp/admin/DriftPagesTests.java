package dev.signet.idp.admin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.idp.access.Role;
import dev.signet.idp.test.SignetTest;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

@SignetTest
@DisplayName("The console's page of the configuration file")
class DriftPagesTests {

    /** Declared in the tests' clients.yaml. */
    private static final String CLIENT = "patient-app";

    @Autowired
    ApplicationContext application;

    @Autowired
    JdbcClient jdbc;

    Visitors visitors;

    @BeforeEach
    void visitors() {
        visitors = new Visitors(application);
    }

    @AfterEach
    void asTheFileSays() {
        visitors.with(Role.CLIENT_MANAGER).post("/admin/clients/client/enable", Map.of("id", CLIENT));
    }

    @Test
    void showsWhatSomebodyChangedPastTheFileAndWhoToWhomItConcerns() {
        var manager = visitors.with(Role.CLIENT_MANAGER);
        assertThat(manager.browser().open("/admin/drift").html().text()).doesNotContain(CLIENT + " would be enabled");

        manager.post("/admin/clients/client/disable", Map.of("id", CLIENT));

        var seen = manager.browser().open("/admin/drift").html().select("main li:contains(" + CLIENT + ")");
        assertThat(seen.text()).contains("would be enabled").doesNotContain("A••• L•••");
        assertThat(visitors.with(Role.AUDITOR)
                        .browser()
                        .open("/admin/drift")
                        .html()
                        .select("main li:contains(" + CLIENT + ")")
                        .text())
                .contains("would be enabled", "Last changed in the console", "A••• L•••");
    }

    @Test
    void isNotThereWithoutThePermission() {
        var manager = visitors.with(Role.USER_MANAGER).browser();

        assertThat(manager.open("/admin/drift").status()).isEqualTo(404);
    }
}
