package dev.signet.idp.browser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.idp.access.Role;
import dev.signet.idp.access.Roles;
import dev.signet.idp.settings.IdpProperties;
import dev.signet.idp.test.Chromium;
import dev.signet.idp.test.Persona;
import dev.signet.idp.test.SignetTest;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

@SignetTest
@DisplayName("In Chromium, the console")
class ConsoleBrowserTests {

    @Autowired
    ApplicationContext context;

    @Autowired
    IdpProperties idp;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    Roles roles;

    Persona administrator;
    Chromium chromium;
    ChromeDriver browser;

    @BeforeEach
    void start() {
        administrator = Persona.ada(context);
        roles.grant(administrator.id(), Role.ADMINISTRATOR);
        chromium = Chromium.start();
        browser = chromium.driver();
    }

    @AfterEach
    void stop() {
        chromium.close();
    }

    @Test
    void leadsAnAdministratorFromSigningInToAClientAndOut() {
        var clientId = register("Northwind Books");

        browser.get(idp.url("/admin"));
        signIn();
        browser.findElement(By.name("search")).sendKeys(clientId);
        chromium.press(By.cssSelector("form[role=search] button"));
        assertThat(browser.getCurrentUrl()).contains("?search=" + clientId);
        assertThat(browser.findElements(By.cssSelector("tbody code.console-id")))
                .extracting(WebElement::getText)
                .containsExactly(clientId);

        chromium.press(By.cssSelector("form[action='/logout'] button"));
        assertThat(browser.getCurrentUrl()).doesNotContain("/admin/");
        browser.get(idp.url("/admin/clients"));
        assertThat(browser.getCurrentUrl()).startsWith(idp.url("/login"));
        assertThat(chromium.blocked()).isEmpty();
    }

    @Test
    void isAccessibleInBothSchemesAndFitsEveryWidth() {
        var clientId = register("Wissenschaftsverwaltungsdatenbankanwendung".repeat(2));
        browser.get(idp.url("/admin"));
        signIn();

        for (var page :
                List.of("?search=" + clientId, "?search=nobody-is-called-this", "?search=" + clientId + "&after=~")) {
            for (var scheme : List.of("light", "dark")) {
                for (var width : List.of(320, 390, 800, 1280)) {
                    chromium.scheme(scheme).size(width, 800);
                    browser.get(idp.url("/admin/clients" + page));
                    assertThat(chromium.accessibilityViolations())
                            .as("%s, %d", scheme, width)
                            .isEmpty();
                    assertThat(chromium.sidewaysScroll())
                            .as("%s at %d", page, width)
                            .isZero();
                }
            }
        }
    }

    private String register(String name) {
        var clientId = "client-with-a-long-name-" + UUID.randomUUID();
        jdbc.sql("""
                INSERT INTO client (client_id, metadata, source, enabled, created_at, updated_at)
                VALUES (:id, jsonb_build_object('client_name', CAST(:name AS text)), 'file', false, now(), now())
                """).param("id", clientId).param("name", name).update();
        return clientId;
    }

    private void signIn() {
        chromium.type(By.id("username"), administrator.email());
        chromium.type(By.id("password"), administrator.password());
        chromium.press(By.cssSelector("main form button"));
        assertThat(browser.getCurrentUrl()).isEqualTo(idp.url("/admin/clients"));
    }
}
