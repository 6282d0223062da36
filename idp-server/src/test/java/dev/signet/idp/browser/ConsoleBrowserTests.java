package dev.signet.idp.browser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.idp.access.Role;
import dev.signet.idp.access.Roles;
import dev.signet.idp.settings.IdpProperties;
import dev.signet.idp.test.AuthenticatorApp;
import dev.signet.idp.test.Browser;
import dev.signet.idp.test.Chromium;
import dev.signet.idp.test.Persona;
import dev.signet.idp.test.RelyingParty;
import dev.signet.idp.test.SignetTest;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
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
        chromium = Chromium.start().size(1280, 1200);
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
        assertThat(chromium.await(By.tagName("h1")).getText()).isEqualTo("Overview");
        chromium.press(By.cssSelector("nav a[href='/admin/clients']"));
        chromium.type(By.name("search"), clientId);
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

    @Test
    void leadsFromAPersonToALockAndToARole() {
        var grace = Persona.ada(context);
        browser.get(idp.url("/admin"));
        signIn();

        chromium.press(By.cssSelector("nav a[href='/admin/people']"));
        chromium.type(By.name("search"), grace.email());
        chromium.press(By.cssSelector("form[role=search] button"));
        chromium.press(By.cssSelector("tbody th a"));
        assertThat(chromium.await(By.tagName("h1")).getText()).isEqualTo("A••• L•••");
        chromium.press(By.cssSelector("form[action$='/reveal'] button"));
        assertThat(chromium.await(By.tagName("h1")).getText()).isEqualTo("Ada Lovelace");

        chromium.press(By.cssSelector("a[href$='/lock']"));
        chromium.press(By.cssSelector("main form button"));
        assertThat(chromium.await(By.cssSelector("[role=status]")).getText()).contains("is locked");

        chromium.press(By.cssSelector("a[href$='/edit']"));
        chromium.type(By.id("name"), "Augusta King");
        chromium.type(By.id("locale"), "no language");
        chromium.press(By.cssSelector("main form button"));
        assertThat(chromium.await(By.id("locale-error")).getText()).contains("de-CH");
        chromium.type(By.id("locale"), "en");
        chromium.press(By.cssSelector("main form button"));
        assertThat(chromium.await(By.cssSelector("[role=status]")).getText()).isEqualTo("Saved.");

        var role = "berlin-" + UUID.randomUUID().toString().substring(0, 8);
        browser.get(idp.url("/admin/roles/new"));
        chromium.type(By.id("name"), role);
        chromium.await(By.cssSelector("input[value='users:read']")).click();
        chromium.press(By.cssSelector("main form button"));
        browser.get(idp.url("/admin/people/" + grace.id() + "/roles"));
        chromium.await(By.cssSelector("input[value='" + role + "']")).click();
        chromium.press(By.cssSelector("main form button"));
        assertThat(roles.of(grace.id())).containsExactly(role);

        browser.get(idp.url("/admin/sessions?person=" + administrator.id()));
        assertThat(browser.findElements(By.cssSelector("tbody tr"))).hasSize(1);
        assertThat(browser.findElements(By.cssSelector("tbody input"))).isEmpty(); // one's own
        assertThat(chromium.blocked()).isEmpty();
    }

    @Test
    void leadsFromNothingToAClientThatPeopleSignInTo() {
        var clientId = "field-notes-" + UUID.randomUUID();
        chromium.size(1280, 3000); // the buttons of a long form are clicked where they are
        browser.get(idp.url("/admin"));
        signIn();
        chromium.press(By.cssSelector("nav a[href='/admin/clients']"));
        chromium.press(By.cssSelector("a[href='/admin/clients/new']"));
        chromium.assertUsable();
        chromium.press(By.cssSelector("a[href$='/new/spa']"));
        chromium.assertUsable();

        try (var application = new Application(
                it -> RelyingParty.publicClient(idp.issuer(), clientId).at(it))) {
            chromium.type(By.id("client_id"), clientId);
            chromium.type(By.id("client_name"), "Field notes");
            chromium.type(By.id("redirect_uris"), "http://notes.example.com/callback#fragment");
            chromium.press(By.cssSelector("main form button"));
            assertThat(chromium.await(By.id("redirect_uris-error")).getText()).contains("fragment");
            chromium.assertUsable();
            assertThat(chromium.await(By.id("client_name")).getDomProperty("value"))
                    .as("what was typed is kept")
                    .isEqualTo("Field notes");

            chromium.type(By.id("redirect_uris"), application.address() + "callback");
            chromium.press(By.cssSelector("main form button"));
            assertThat(chromium.await(By.tagName("h1")).getText()).isEqualTo("Client registered");
            chromium.screenshot("console-client-registered");
            chromium.assertUsable();

            browser.get(application.address());
            chromium.press(By.cssSelector("button[name=decision][value=approve]"));
            assertThat(chromium.await(By.id("subject")).getText())
                    .isEqualTo(administrator.id().toString());
        }

        browser.get(idp.url("/admin/clients/client?id=" + clientId));
        chromium.assertUsable();
        chromium.screenshot("console-client");
        chromium.press(By.cssSelector("a[href*='/delete']"));
        assertThat(chromium.await(By.cssSelector("main ul")).getText()).contains("One person");
        chromium.assertUsable();
        chromium.await(By.cssSelector("main form input[type=checkbox]")).click();
        chromium.press(By.cssSelector("main form button"));
        assertThat(chromium.await(By.cssSelector("[role=status]")).getText()).contains("deleted");
        assertThat(chromium.blocked()).isEmpty();
    }

    @Test
    void showsPeopleSessionsAndRolesToEverybodyOnEveryScreen() {
        var grace = Persona.ada(context);
        roles.grant(grace.id(), Role.AUDITOR);
        var client = new Browser(idp.issuer());
        grace.signIn(client, client.open("/login"));
        AuthenticatorApp.enrol(client, Clock.systemUTC());
        browser.get(idp.url("/admin"));
        signIn();
        var person = "/admin/people/" + grace.id();

        for (var page : List.of(
                "/admin",
                "/admin/health",
                "/admin/alerts",
                "/admin/review",
                "/admin/approvals",
                "/admin/drift",
                "/admin/sessions/told",
                "/admin/people",
                "/admin/people?search=nobody-is-called-this",
                "/admin/people/new",
                "/admin/people/invite",
                person,
                person + "/edit",
                person + "/roles",
                person + "/erase",
                "/admin/sessions",
                "/admin/clients/new/web",
                "/admin/audit",
                "/admin/keys",
                "/admin/scopes",
                "/admin/roles",
                "/admin/roles/new",
                "/admin/roles/auditor")) {
            for (var scheme : List.of("light", "dark")) {
                for (var width : List.of(390, 1280)) {
                    chromium.language(scheme.equals("light") ? "en" : "de")
                            .scheme(scheme)
                            .size(width, 900);
                    browser.get(idp.url(page));
                    var name = page.replace(grace.id().toString(), "id").replaceAll("[^a-z]+", "-");
                    chromium.screenshot("console" + name + "-" + width + "-" + scheme);
                    assertThat(chromium.accessibilityViolations())
                            .as("%s %s %d", page, scheme, width)
                            .isEmpty();
                    assertThat(chromium.sidewaysScroll())
                            .as("%s at %d", page, width)
                            .isZero();
                    assertThat(browser.getPageSource()).doesNotContain("??");
                }
            }
        }
        assertThat(chromium.blocked()).isEmpty();
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
        enrol();
        assertThat(browser.getCurrentUrl()).isEqualTo(idp.url("/admin"));
    }

    /** The console wants a second factor, and the way there leads past the page where one is set up. */
    private void enrol() {
        var offer = chromium.await(By.cssSelector("a[href*='/account/authenticators/totp/new']"));
        browser.get(Objects.requireNonNull(offer.getDomProperty("href")));
        var app = AuthenticatorApp.withKey(chromium.await(By.id("key")).getText(), Clock.systemUTC());
        chromium.type(By.name("code"), app.code());
        chromium.press(By.cssSelector("main form button"));
        chromium.press(By.cssSelector("main a.btn-primary"));
    }
}
