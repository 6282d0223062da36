package dev.signet.idp.adminui;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.idp.adminui.AuditDirectory.Problem;
import dev.signet.idp.adminui.AuditDirectory.Query;
import java.io.UnsupportedEncodingException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.webmvc.test.autoconfigure.WebMvcTest;
import org.springframework.context.annotation.Bean;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

/** The pages of the audit trail, with everything behind them made up. */
@WebMvcTest(AuditController.class)
@TestPropertySource(
        properties = {
            "spring.messages.basename=messages-admin",
            "spring.messages.always-use-message-format=true",
            "spring.messages.fallback-to-system-locale=false"
        })
class AuditControllerTests {

    private static final String EVENT = "/admin/audit/" + FakeAudit.KEY;

    @TestConfiguration
    static class Fakes {

        @Bean
        FakeAudit audit() {
            return new FakeAudit();
        }

        @Bean
        FakeViewer viewer() {
            return new FakeViewer();
        }
    }

    @Autowired
    MockMvcTester mvc;

    @Autowired
    FakeAudit audit;

    @Autowired
    FakeViewer viewer;

    @BeforeEach
    void asItWas() {
        audit.problems = Map.of();
        audit.explanation = "The redirect address is not registered.";
        viewer.mayEverything();
    }

    @Test
    void listsEventsAndLeadsOnWithTheTimeThatWasLookedAt() {
        var page = get("/admin/audit?client=books");

        assertThat(page.select("tbody th a").eachAttr("href")).containsExactly(EVENT);
        assertThat(page.select("tbody td").eachText()).contains("A••• L••• to " + FakePeople.SID, "books 192.0.•••");
        assertThat(page.expectFirst("a[rel=next]").attr("href"))
                .contains("client=books", "from=2026-11-18T10:00", "after=" + FakeAudit.KEY);
        assertThat(page.expectFirst("#client").val()).isEqualTo("books");
        assertThat(page.select("details[open]")).hasSize(1);
        assertThat(page.select("nav [aria-current=page]").text()).isEqualTo("Audit trail");
    }

    @Test
    void asksForWhatWasTyped() {
        get("/admin/audit?actor=%20a%20&person=b&client=c&address=d&request=e&action=f&outcome=g&from=h&until=i");

        assertThat(audit.asked).isEqualTo(new Query("a", "b", "c", "d", "e", "f", "g", "h", "i"));
    }

    @Test
    void offersToLookFurtherBackWhereNothingIsFound() {
        var page = get("/admin/audit?action=none");

        assertThat(page.select("main").text()).contains("No event fits.", "From 2026-11-18 10:00 UTC on.");
        assertThat(page.select("main a").eachAttr("href"))
                .anyMatch(it -> it.contains("action=none") && it.endsWith("from=2025-11-25T10:00"));
    }

    @Test
    void saysBesideTheFieldWhatIsWrong() {
        audit.problems = Map.of(
                "from", Problem.NO_TIME,
                "address", Problem.NO_ADDRESS,
                "person", Problem.NO_SUCH_ACCOUNT,
                "outcome", Problem.NO_OUTCOME);

        var page = get("/admin/audit?from=yesterday&address=x&person=nobody@example.com&outcome=y");

        assertThat(page.expectFirst("#from-error").text()).startsWith("This is no time.");
        assertThat(page.expectFirst("#address-error").text()).startsWith("This is no IP address.");
        assertThat(page.expectFirst("#person-error").text()).startsWith("No account has this address.");
        assertThat(page.expectFirst("#outcome-error").text()).startsWith("This is no outcome.");
        assertThat(page.expectFirst("#person").val()).isEqualTo("nobody@example.com");
        assertThat(page.select("table")).isEmpty();
    }

    @Test
    void showsWhyAndWhatWasBeforeAndAfter() {
        var page = get(EVENT);

        assertThat(page.expectFirst("section[aria-labelledby=explanation] p").text())
                .isEqualTo("The redirect address is not registered.");
        assertThat(page.expectFirst("section[aria-labelledby=change] dl").text())
                .isEqualTo("Before nothing After auditor");
        assertThat(page.expectFirst("section[aria-labelledby=details] dl").text())
                .isEqualTo("error invalid_request");
        assertThat(page.select("main a").eachAttr("href"))
                .contains("/admin/people/" + FakePeople.ADA, "/admin/audit?request=k3f9-q2td-8xva-m4ne");
    }

    @Test
    void showsAScriptAsText() {
        audit.explanation = "<script>alert(1)</script>";

        var page = get(EVENT);

        assertThat(page.select("script")).isEmpty();
        assertThat(page.expectFirst("section[aria-labelledby=explanation] p").text())
                .isEqualTo("<script>alert(1)</script>");
    }

    @Test
    void revealsOnlyWhatIsPostedAndOnlyToWhomItIsOffered() {
        assertThat(get(EVENT).select("form[method=post][action=" + EVENT + "/reveal]"))
                .hasSize(1);
        assertThat(get(EVENT + "/reveal").text()).contains("192.0.•••");
        assertThat(audit.wasRevealed).isFalse();

        var revealed = parse(mvc.post().uri(EVENT + "/reveal").exchange());

        assertThat(revealed.text()).contains("Ada Lovelace", "192.0.2.7", "The audit trail says that you looked.");

        viewer.permissions.retainAll(Set.of("audit:read"));
        assertThat(get(EVENT).select("main form, main a[href^=/admin/people]")).isEmpty();
    }

    @Test
    void hasNothingToShowOfWhatIsNotThere() {
        assertThat(mvc.get().uri("/admin/audit/x")).hasStatus(404);
        assertThat(mvc.post().uri("/admin/audit/x/reveal")).hasStatus(404);
    }

    private Document get(String uri) {
        return parse(mvc.get().uri(URI.create(uri)).locale(Locale.ENGLISH).exchange());
    }

    private static Document parse(MvcTestResult answer) {
        assertThat(answer).hasStatusOk();
        try {
            return Jsoup.parse(answer.getResponse().getContentAsString(StandardCharsets.UTF_8));
        } catch (UnsupportedEncodingException e) {
            throw new IllegalStateException(e);
        }
    }
}
