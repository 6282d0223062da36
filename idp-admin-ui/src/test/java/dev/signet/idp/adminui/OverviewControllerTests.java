package dev.signet.idp.adminui;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.idp.adminui.HealthDirectory.Deliveries;
import dev.signet.idp.adminui.HealthDirectory.Job;
import dev.signet.idp.adminui.HealthDirectory.Trail;
import dev.signet.idp.adminui.HealthDirectory.Weakness;
import dev.signet.idp.adminui.HealthDirectory.WeaknessKind;
import dev.signet.idp.adminui.OverviewDirectory.Concern;
import dev.signet.idp.adminui.OverviewDirectory.ConcernKind;
import dev.signet.idp.adminui.OverviewDirectory.Figures;
import dev.signet.idp.adminui.OverviewDirectory.Share;
import dev.signet.idp.adminui.OverviewDirectory.Span;
import dev.signet.idp.adminui.OverviewDirectory.Step;
import dev.signet.idp.adminui.OverviewDirectory.StepKind;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
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

/** The console's first page and the page of the installation's health, with everything behind them made up. */
@WebMvcTest({OverviewController.class, HealthController.class})
@TestPropertySource(
        properties = {
            "spring.messages.basename=messages-admin",
            "spring.messages.always-use-message-format=true",
            "spring.messages.fallback-to-system-locale=false"
        })
class OverviewControllerTests {

    @TestConfiguration
    static class Fakes {

        @Bean
        FakeOverview overview() {
            return new FakeOverview();
        }

        @Bean
        FakeHealth health() {
            return new FakeHealth();
        }

        @Bean
        FakeViewer viewer() {
            return new FakeViewer();
        }
    }

    @Autowired
    MockMvcTester mvc;

    @Autowired
    FakeOverview overview;

    @Autowired
    FakeHealth health;

    @Autowired
    FakeViewer viewer;

    @BeforeEach
    void asItWas() {
        overview.concerns.clear();
        overview.steps.clear();
        overview.figures = new Figures(
                List.of(
                        FakeOverview.slot(0, 0, 3, 40),
                        FakeOverview.slot(1, 8, 0, 1000),
                        FakeOverview.slot(2, 4, 1, 1)),
                List.of(new Share("pwd", 9), new Share("passkey", 3)),
                List.of(new Share("client_credentials", 1041)));
        health.well();
        viewer.mayEverything();
    }

    @Test
    void drawsNumbersAsBarsAndWritesThemInATableToo() {
        var chart = get("/admin").expectFirst("section[aria-labelledby=chart-sign-ins]");

        assertThat(chart.select("rect")).hasSize(2);
        assertThat(chart.select("rect").eachAttr("height")).containsExactly("120.0", "60.0");
        assertThat(chart.select("rect").eachAttr("y")).containsExactly("0.0", "60.0");
        assertThat(chart.select(".console-figure").text()).isEqualTo("12");
        assertThat(chart.select("svg[role=img]").attr("aria-label"))
                .isEqualTo("Sign-ins: 12 altogether, 8 at most in one bar, from Nov 25, 2026, 11:00\u202fAM UTC");
        assertThat(chart.select("tbody td").eachText()).containsExactly("0", "8", "4");
    }

    @Test
    void showsWhatIsRareBesideWhatIsFrequent() {
        var chart = get("/admin").expectFirst("section[aria-labelledby=chart-tokens]");

        assertThat(chart.select("rect").eachAttr("height")).containsExactly("4.8", "120.0", "2.0");
        assertThat(chart.select(".console-figure").text()).isEqualTo("1,041");
    }

    @Test
    void namesFactorsAndTheirShares() {
        var factors = get("/admin").expectFirst("section[aria-labelledby=factors]");

        assertThat(factors.select("tbody th").eachText()).containsExactly("Password", "Passkey or security key");
        assertThat(factors.select("tbody td:last-child").eachText()).containsExactly("9 75 %", "3 25 %");
        assertThat(factors.select("progress").eachAttr("value")).containsExactly("75", "25");
    }

    @Test
    void looksAsFarBackAsIsAskedFor() {
        assertThat(get("/admin?span=month").select("nav .btn[aria-current]").text())
                .isEqualTo("30 days");
        assertThat(overview.asked).isEqualTo(Span.MONTH);

        get("/admin?span=%3Cscript%3E");
        assertThat(overview.asked).isEqualTo(Span.DAY);
    }

    @Test
    void saysWhatNeedsAttentionAndLeadsThere() {
        overview.concerns.add(new Concern(ConcernKind.JOBS_IN_TROUBLE, 2, "sweep-expired-rows", null));
        overview.concerns.add(new Concern(ConcernKind.KEYS_SOON, 1, null, FakeOverview.FROM));

        var concerns = get("/admin").select("section[aria-labelledby=concerns] li");

        assertThat(concerns.eachText())
                .containsExactly(
                        "2 jobs, such as sweep-expired-rows, fail or are late. now",
                        "A signing key takes the next step, the first at Nov 25, 2026, 10:00\u202fAM UTC. Nobody has to do anything. soon");
        assertThat(concerns.select("a").eachAttr("href")).containsExactly("/admin/health", "/admin/keys");
    }

    @Test
    void leadsThroughTheFirstStepsOfANewInstallation() {
        overview.figures = new Figures(List.of(FakeOverview.slot(0, 0, 0, 0)), List.of(), List.of());
        overview.steps.add(new Step(StepKind.CLIENT, false));
        overview.steps.add(new Step(StepKind.MAIL, true));

        var page = get("/admin");

        assertThat(page.select("section[aria-labelledby=steps] a").eachAttr("href"))
                .containsExactly("/admin/clients/new");
        assertThat(page.select("section[aria-labelledby=steps] .badge").eachText())
                .containsExactly("to do", "done");
        assertThat(page.select("rect")).isEmpty();
        assertThat(page.text()).contains("Nothing that you could do something about", "Nothing happened in this time");
    }

    @Test
    void showsNoFiguresToWhomThePortGivesNone() {
        overview.figures = null;

        assertThat(get("/admin").select("svg.console-chart, nav .btn")).isEmpty();
    }

    @Test
    void namesWhatIsInTroubleWithTheInstallation() {
        health.database = FakeHealth.database(Duration.ofSeconds(-3));
        health.trail = new Trail("12:5f0c", Duration.ofSeconds(90), true, FakeHealth.NOW, false, "a seal is missing");
        health.deliveries = List.of(new Deliveries("mail", 2, FakeHealth.NOW, 1, 3, "connection refused"));
        health.jobs = List.of(new Job("sweep", FakeHealth.NOW, true, null, FakeHealth.NOW, 2, true));
        health.weaknesses = List.of(new Weakness(WeaknessKind.CLIENTS_WITHOUT_PKCE, "books, shop"));

        var text = get("/admin/health").text();

        assertThat(text)
                .contains(
                        "-3,000 ms against this node",
                        "a seal is missing",
                        "2 wait, 1 of them tried in vain; 3 given up within a day",
                        "connection refused",
                        "failed 2 times",
                        "late",
                        "books, shop");
    }

    @Test
    void raisesNoAlarmWhereEverythingIsWell() {
        var page = get("/admin/health");

        assertThat(page.select(".console-alarm")).isEmpty();
        assertThat(page.text()).contains("Everything has arrived", "None that Signet knows of", "18.6");
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "de"})
    void hasWordsForEverythingAndNothingInline(String language) {
        Arrays.stream(ConcernKind.values())
                .forEach(it -> overview.concerns.add(new Concern(it, 2, "name", FakeOverview.FROM)));
        Arrays.stream(StepKind.values()).forEach(it -> overview.steps.add(new Step(it, false)));
        health.weaknesses = Arrays.stream(WeaknessKind.values())
                .map(it -> new Weakness(it, null))
                .toList();

        for (var path : List.of("/admin", "/admin?span=week", "/admin/health")) {
            var page = get(path, Locale.forLanguageTag(language));
            assertThat(page.text()).doesNotContain("??", "{0", "{1", "{2");
            assertThat(page.select("script, style, [style], [onclick]")).isEmpty();
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
