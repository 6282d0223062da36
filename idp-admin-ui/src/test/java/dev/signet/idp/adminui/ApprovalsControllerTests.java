package dev.signet.idp.adminui;

import static org.assertj.core.api.Assertions.assertThat;

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

/** The pages of what waits for a second administrator, with everything behind them made up. */
@WebMvcTest(ApprovalsController.class)
@TestPropertySource(
        properties = {
            "spring.messages.basename=messages-admin",
            "spring.messages.always-use-message-format=true",
            "spring.messages.fallback-to-system-locale=false"
        })
class ApprovalsControllerTests {

    private static final String PATH = "/admin/approvals/" + FakeApprovals.ID;

    @TestConfiguration
    static class Fakes {

        @Bean
        FakeApprovals approvals() {
            return new FakeApprovals();
        }

        @Bean
        FakeViewer viewer() {
            return new FakeViewer();
        }
    }

    @Autowired
    MockMvcTester mvc;

    @Autowired
    FakeApprovals approvals;

    @BeforeEach
    void asItWas() {
        approvals.requests.clear();
        approvals.done.clear();
        approvals.isThere = true;
    }

    @Test
    void offersADecisionToWhoMayMakeIt() {
        approvals.requests.add(FakeApprovals.request(true, false));

        var page = get("/admin/approvals");

        assertThat(page.select("main li").text())
                .contains("Mail a link for a new password", "A••• L•••", "asked for by G••• H•••");
        assertThat(page.select("main .console-actions a").eachAttr("href"))
                .containsExactly(PATH + "/grant", PATH + "/decline");
        assertThat(get(PATH + "/grant")
                        .select("form[action=" + PATH + "/grant] button")
                        .text())
                .isEqualTo("Allow");
        assertThat(get(PATH + "/decline")
                        .select("form[action=" + PATH + "/decline] button")
                        .text())
                .isEqualTo("Decline");
    }

    @Test
    void letsWhoeverAskedOnlyTakeItBack() {
        approvals.requests.add(FakeApprovals.request(false, true));

        assertThat(get("/admin/approvals").select("main .console-actions a").eachText())
                .containsExactly("Take back");
        assertThat(get(PATH + "/decline").select("h1").text()).isEqualTo("Take back what you asked for");
        assertThat(mvc.get().uri(PATH + "/grant")).hasStatus(404);
    }

    @Test
    void offersNothingToOthers() {
        approvals.requests.add(FakeApprovals.request(false, false));

        assertThat(get("/admin/approvals").select("main .console-actions a")).isEmpty();
        assertThat(mvc.get().uri(PATH + "/decline")).hasStatus(404);
        assertThat(mvc.get().uri("/admin/approvals/" + UUID.randomUUID() + "/grant"))
                .hasStatus(404);
        assertThat(mvc.post().uri(PATH + "/delete")).hasStatus(404);
    }

    @Test
    void saysWhatBecameOfIt() {
        assertThat(mvc.post().uri(PATH + "/grant")).hasRedirectedUrl("/admin/approvals?done=approval-grant");
        assertThat(mvc.post().uri(PATH + "/decline")).hasRedirectedUrl("/admin/approvals?done=approval-decline");
        approvals.isThere = false;
        assertThat(mvc.post().uri(PATH + "/grant")).hasRedirectedUrl("/admin/approvals?done=unchanged");

        assertThat(approvals.done).containsExactly("granted", "declined", "granted");
        assertThat(get("/admin/approvals?done=approval-grant")
                        .select("[role=status]")
                        .text())
                .isEqualTo("Allowed and done.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "de"})
    void hasWordsForEverythingAndNothingInline(String language) {
        for (var isOwn : List.of(true, false)) {
            approvals.requests.clear();
            approvals.requests.add(FakeApprovals.request(!isOwn, isOwn));
            for (var path : List.of("/admin/approvals", PATH + "/decline")) {
                var page = get(path, Locale.forLanguageTag(language));
                assertThat(page.html()).doesNotContain("??", "{0");
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
