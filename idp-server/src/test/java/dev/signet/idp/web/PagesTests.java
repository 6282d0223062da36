package dev.signet.idp.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.idp.test.Chromium;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.openqa.selenium.By;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Every page in a browser, at the width of a phone and of a desk, light and dark. Leaves pictures to look at. */
@PreviewTest
class PagesTests {

    private static final int PHONE = 390;
    private static final int DESK = 1280;

    private static Chromium browser;

    private final int port;

    PagesTests(@LocalServerPort int port) {
        this.port = port;
    }

    @BeforeAll
    static void open() {
        browser = Chromium.start();
    }

    @AfterAll
    static void close() {
        browser.close();
    }

    static Stream<String> pages() {
        return Stream.concat(
                Preview.names().stream().map(it -> "preview/" + it),
                Stream.of(400, 403, 404, 405, 413, 415, 429, "limit", 500, 503).map(it -> "fail/" + it));
    }

    @ParameterizedTest
    @MethodSource("pages")
    void canBeUsedByEverybody(String page) {
        for (var language : List.of("en", "de")) {
            browser.language(language).size(PHONE, 844).scheme("light");
            browser.driver().get("http://localhost:" + port + "/" + page);
            assertThat(complaints(page)).isEmpty();
            for (var width : List.of(PHONE, DESK)) {
                for (var scheme : List.of("light", "dark")) {
                    browser.size(width, width == PHONE ? 844 : 860).scheme(scheme);
                    browser.screenshot(page.replace('/', '-') + "-" + language + "-" + width + "-" + scheme);
                    assertThat(browser.accessibilityViolations())
                            .as("%s %s %s", language, width, scheme)
                            .isEmpty();
                    assertThat(browser.sidewaysScroll())
                            .as("pixels too wide at %s %s", language, width)
                            .isZero();
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("pages")
    void hasOneHeadingAndATitleInTheReadersLanguage(String page) {
        browser.language("de");
        browser.driver().get("http://localhost:" + port + "/" + page);

        assertThat(browser.driver().findElements(By.tagName("h1"))).hasSize(1);
        assertThat(browser.driver().findElements(By.tagName("main"))).hasSize(1);
        assertThat(browser.driver().findElement(By.tagName("html")).getDomAttribute("lang"))
                .isEqualTo("de");
        assertThat(browser.driver().getTitle()).endsWith(" · Signet").hasSizeGreaterThan(" · Signet".length());
        assertThat(browser.driver().getPageSource())
                .doesNotContain("??", "style=", "<style")
                .doesNotContainPattern("<script(?![^>]* src=\"/assets/)");
    }

    @ParameterizedTest
    @CsvSource({
        "login/sign-in, username",
        "login/sign-in=refused, password",
        "setup/form=rejected, name",
        "totp/step, code",
        "totp/step=wrong, code",
        "totp/enrol=wrong, code",
        "recoverycode/step, code",
        "emailcode/step=sent, code",
        "account/authenticator, name",
    })
    void startsWhereThereIsSomethingToDo(String page, String field) {
        browser.driver().get("http://localhost:" + port + "/preview/" + page);

        assertThat(browser.driver().switchTo().activeElement().getDomAttribute("id"))
                .isEqualTo(field);
    }

    @Test
    void keepsWhatWasTypedExceptThePassword() {
        browser.driver().get("http://localhost:" + port + "/preview/setup/form=busy");

        assertThat(browser.driver().findElement(By.id("email")).getDomProperty("value"))
                .isEqualTo("ada@example.com");
        assertThat(browser.driver().findElement(By.id("password")).getDomProperty("value"))
                .isEmpty();
    }

    /** A page that says that something failed has that status, which Chromium mentions. */
    private static List<String> complaints(String page) {
        var complaints = new ArrayList<>(browser.complaints());
        if (page.startsWith("fail/")) {
            complaints.removeIf(it -> it.contains("the server responded with a status of"));
        }
        if (page.equals("preview/authorization/form-post")) {
            complaints.removeIf(it -> it.contains("form-action")); // it sends itself, and here it may not
        }
        if (page.equals("preview/logout/signed-out=told")) {
            complaints.removeIf(
                    it -> it.contains("about:blank")); // a frame of our own origin, which no application is of
        }
        return complaints;
    }
}
