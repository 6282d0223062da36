package dev.signet.idp.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.idp.settings.IdpProperties;
import dev.signet.idp.test.Browser;
import dev.signet.idp.test.Persona;
import dev.signet.idp.test.SignetTest;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

@SignetTest
@DisplayName("Pages: who may open them, with which headers, cookies and tokens")
class PageProtocolTests {

    private static final String SESSION = "__Host-signet";

    @Autowired
    ApplicationContext application;

    @Autowired
    IdpProperties idp;

    Browser browser;
    Persona ada;

    @BeforeEach
    void visitor() {
        browser = new Browser(idp.issuer());
        ada = Persona.ada(application);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/login",
                "/logout",
                "/setup",
                "/consent",
                "/language",
                "/login/totp",
                "/login/recovery-code",
                "/login/email-code",
                "/login/email-code-send",
                "/recovery",
                "/recovery/complete",
                "/registration",
                "/registration/complete"
            })
    void aFormWithoutItsTokenChangesNothing(String path) {
        var page = browser.post(path, Map.of("username", ada.email(), "password", ada.password(), "language", "de"));

        assertThat(page.status()).isEqualTo(403);
        assertThat(browser.cookies()).doesNotContainKey(SESSION);
    }

    @Test
    void aTokenOfAnotherBrowserIsRefused() {
        var stolen = new Browser(idp.issuer())
                .open("/login")
                .html()
                .expectFirst("input[name=_csrf]")
                .attr("value");

        var page = browser.submit(
                browser.open("/login"), Map.of("username", ada.email(), "password", ada.password(), "_csrf", stolen));

        assertThat(page.status()).isEqualTo(403);
        assertThat(browser.cookies()).doesNotContainKey(SESSION);
    }

    @Test
    void everyCookieIsBoundToThisHostAndHiddenFromScripts() {
        var login = browser.open("/login");
        assertThat(setCookies(login)).isNotEmpty().allSatisfy(PageProtocolTests::assertHardened);

        var form = HttpRequest.newBuilder(idp.issuer().resolve("/login"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("username=" + ada.email() + "&password=" + ada.password() + "&_csrf="
                        + login.html().expectFirst("input[name=_csrf]").attr("value")));
        var signedIn = browser.send(form);

        assertThat(setCookies(signedIn)).anyMatch(it -> it.startsWith(SESSION + "="));
        assertThat(setCookies(signedIn)).allSatisfy(PageProtocolTests::assertHardened);
    }

    @Test
    void signingInAgainChangesTheCookieAndEndsTheOldOne() {
        ada.signIn(browser, browser.open("/login"));
        var before = browser.cookies().get(SESSION);

        ada.signIn(browser, browser.open("/login?setup"));

        assertThat(browser.cookies().get(SESSION)).isNotEqualTo(before);
        browser.cookies().put(SESSION, before);
        assertThat(browser.open("/account").address().getPath()).isEqualTo("/login");
    }

    @Test
    void aCookieIsWorthNothingAfterSigningOut() {
        ada.signIn(browser, browser.open("/login"));
        var cookie = browser.cookies().get(SESSION);

        browser.submit(browser.open("/account"), "form[action=/logout]", Map.of());
        browser.cookies().put(SESSION, cookie);

        assertThat(browser.open("/account").address().getPath()).isEqualTo("/login");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/login", "/connect/logout", "/oauth2/authorize", "/nowhere", "/setup?token=guessed"})
    void everyPageCarriesThePolicy(String path) {
        var page = browser.open(path);

        assertThat(page.header("Content-Security-Policy"))
                .contains("default-src 'none'", "frame-ancestors 'none'", "base-uri 'none'", "form-action 'self'")
                .doesNotContain("unsafe");
        assertThat(page.header("X-Frame-Options")).isEqualTo("DENY");
        assertThat(page.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(page.header("Referrer-Policy")).isEqualTo("no-referrer");
        assertThat(page.header("Cache-Control")).contains("no-store");
        assertThat(page.header("X-Request-Id")).isNotBlank();
        assertThat(page.header("Server")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/nowhere", "/actuator/env", "/error/x", "/login/x", "/.env", "/oauth2/nowhere"})
    void whatNoRuleNamesIsNotThere(String path) {
        assertThat(browser.open(path).status()).isEqualTo(404);
        ada.signIn(browser, browser.open("/login"));
        assertThat(browser.open(path).status()).isEqualTo(404);
    }

    @Test
    void theConsoleIsNotThereForPeopleWithoutTheRight() {
        assertThat(browser.open("/admin").address().getPath()).isEqualTo("/login");
        ada.signIn(browser, browser.open("/login"));
        assertThat(browser.open("/admin").status()).isEqualTo(404);
        assertThat(browser.open("/admin/clients").status()).isEqualTo(404);
    }

    @Test
    void unknownAndWrongLookTheSame() {
        var unknown = browser.submit(browser.open("/login"), Map.of("username", "nobody@example.com", "password", "x"));
        var wrong = browser.submit(browser.open("/login"), Map.of("username", ada.email(), "password", "x"));

        assertThat(unknown.status()).isEqualTo(wrong.status());
        assertThat(unknown.html().expectFirst("[role=alert]").text())
                .isEqualTo(wrong.html().expectFirst("[role=alert]").text());
    }

    @Test
    void aPageAfterTheSignInIsTheOneThatWasAskedFor() {
        var page = ada.signIn(browser, browser.open("/account"));

        assertThat(page.address().getPath()).isEqualTo("/account");
        assertThat(page.html().text()).contains(ada.email());
    }

    /** Otherwise it would be the one of the Host header, which anybody can make up. */
    @ParameterizedTest
    @ValueSource(strings = {"/", "/account", "/admin/clients"})
    void aRedirectToAPageOfOursNamesNoHost(String path) {
        var answer = browser.send(HttpRequest.newBuilder(idp.issuer().resolve(path)));

        assertThat(answer.status()).isEqualTo(302);
        assertThat(answer.header("Location")).startsWith("/login?ticket=");
    }

    private static List<String> setCookies(Browser.Page page) {
        return page.headers().entrySet().stream()
                .filter(it -> it.getKey().equalsIgnoreCase("set-cookie"))
                .flatMap(it -> it.getValue().stream())
                .toList();
    }

    private static void assertHardened(String cookie) {
        assertThat(cookie).startsWith("__Host-").contains("Path=/", "Secure", "HttpOnly", "SameSite=Lax");
        assertThat(cookie).doesNotContain("Domain=");
    }
}
