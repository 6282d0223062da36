package dev.signet.idp.adminui;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.idp.adminui.AlertDirectory.Acknowledgement;
import dev.signet.idp.adminui.AuditDirectory.Who;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.webmvc.test.autoconfigure.WebMvcTest;
import org.springframework.context.annotation.Bean;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

/** The pages of alerts, with everything behind them made up. */
@WebMvcTest(AlertsController.class)
@TestPropertySource(
        properties = {
            "spring.messages.basename=messages-admin",
            "spring.messages.always-use-message-format=true",
            "spring.messages.fallback-to-system-locale=false"
        })
class AlertsControllerTests {

    private static final String PATH = "/admin/alerts/" + FakeAlerts.ID;
    private static final List<String> KINDS = List.of(
            "BRUTE_FORCE",
            "PASSWORD_SPRAYING",
            "CREDENTIAL_STUFFING",
            "REFRESH_TOKEN_REUSE",
            "PASSKEY_CLONE",
            "MASS_READ",
            "ODD_HOURS",
            "CEILING_REACHED",
            "TRAIL_BROKEN");

    @TestConfiguration
    static class Fakes {

        @Bean
        FakeAlerts alerts() {
            return new FakeAlerts();
        }

        @Bean
        FakeViewer viewer() {
            return new FakeViewer();
        }
    }

    @Autowired
    MockMvcTester mvc;

    @Autowired
    FakeAlerts alerts;

    @Autowired
    FakeViewer viewer;

    @BeforeEach
    void asItWas() {
        alerts.alerts.clear();
        alerts.asked.clear();
        alerts.isFirst = true;
        viewer.mayEverything();
    }

    @Test
    void listsWhatNobodyLookedAtUnlessAllIsAskedFor() {
        alerts.alerts.add(FakeAlerts.alert("BRUTE_FORCE", null));

        var page = get("/admin/alerts");
        get("/admin/alerts?all=true&after=there");

        assertThat(alerts.asked).containsExactly("open null", "all there");
        assertThat(page.select("tbody th").text())
                .contains("Many wrong passwords for one account", "urgent", "20 wrong passwords");
        assertThat(page.select("tbody a").attr("href")).isEqualTo(PATH);
    }

    @Test
    void saysWhereThereIsNone() {
        assertThat(get("/admin/alerts").text()).contains("There is no alert that nobody looked at.");
        assertThat(get("/admin/alerts?all=true").text()).contains("There was never an alert.");
    }

    @Test
    void showsWhatWasSeenAndWhatToDo() {
        alerts.alerts.add(FakeAlerts.alert("MASS_READ", null));

        var page = get(PATH);

        assertThat(page.text())
                .contains("Personal data of 20 people", "A••• L•••", "192.0.•••", "Ask the person what for");
        assertThat(page.select("main .card-footer a").eachAttr("href"))
                .containsExactly(
                        "/admin/audit/2026-11-25T10:00:00Z_" + FakeAlerts.ADA, "/admin/audit?person=" + FakeAlerts.ADA);
        assertThat(page.select("form[action=" + PATH + "/acknowledge] textarea[name=note]"))
                .hasSize(1);
    }

    @Test
    void writesDownWhoLooked() {
        alerts.alerts.add(FakeAlerts.alert("MASS_READ", null));

        assertThat(mvc.post().uri(PATH + "/acknowledge").param("note", " a migration " + "x".repeat(600)))
                .hasRedirectedUrl("/admin/alerts?done=alert");
        assertThat(alerts.asked.getLast())
                .startsWith("acknowledged " + FakeAlerts.ID + " a migration xx")
                .hasSizeLessThan(560);

        alerts.isFirst = false;
        assertThat(mvc.post().uri(PATH + "/acknowledge")).hasRedirectedUrl("/admin/alerts?done=unchanged");
    }

    @Test
    void showsWhoLookedAndOffersItNoMore() {
        alerts.alerts.add(FakeAlerts.alert(
                "MASS_READ", new Acknowledgement(FakeAlerts.NOW, new Who(FakeAlerts.ADA, "G••• H•••"), "a migration")));

        var page = get(PATH);

        assertThat(page.text()).contains("a migration", "G••• H•••");
        assertThat(page.select("main form")).isEmpty();
    }

    @Test
    void offersNothingToWhoMayOnlyRead() {
        alerts.alerts.add(FakeAlerts.alert("MASS_READ", null));
        viewer.permissions.remove("alerts:write");

        assertThat(get(PATH).select("main form")).isEmpty();
        assertThat(get(PATH).text()).contains("Nobody looked at it yet.");
    }

    @Test
    void isNotThereWithoutAnAlert() {
        for (var path : List.of("/admin/alerts/" + UUID.randomUUID(), "/admin/alerts/none")) {
            assertThat(mvc.get().uri(path)).hasStatus(404);
            assertThat(mvc.post().uri(path + "/acknowledge")).hasStatus(404);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "de"})
    void hasWordsForEveryKindAndNothingInline(String language) {
        for (var kind : KINDS) {
            alerts.alerts.clear();
            alerts.alerts.add(FakeAlerts.alert(kind, null));
            for (var path : List.of("/admin/alerts", PATH)) {
                var page = get(path, Locale.forLanguageTag(language));
                assertThat(page.html()).as(kind).doesNotContain("??", "{0");
                assertThat(page.select("script, style, [style], [onclick]")).isEmpty();
                assertThat(page.select("h1")).hasSize(1);
            }
        }
    }

    private Document get(String uri) {
        return get(uri, Locale.ENGLISH);
    }

    private Document get(String uri, Locale language) {
        var answer = mvc.get().uri(uri).locale(language).exchange();
        assertThat(answer).hasStatusOk();
        try {
            return Jsoup.parse(answer.getResponse().getContentAsString(StandardCharsets.UTF_8));
        } catch (UnsupportedEncodingException e) {
            throw new IllegalStateException(e);
        }
    }
}
