package dev.signet.idp.adminui;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.idp.adminui.MergeOffice.Outcome;
import dev.signet.idp.adminui.MergeOffice.Undoing;
import dev.signet.idp.adminui.PeopleDirectory.Reach;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.webmvc.test.autoconfigure.WebMvcTest;
import org.springframework.context.annotation.Bean;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

/** The page that merges two accounts, with everything behind it made up. */
@WebMvcTest(PersonMergeController.class)
@TestPropertySource(
        properties = {
            "spring.messages.basename=messages-admin",
            "spring.messages.always-use-message-format=true",
            "spring.messages.fallback-to-system-locale=false"
        })
class PersonMergeControllerTests {

    private static final String MERGE = "/admin/people/" + FakePeople.ADA + "/merge";
    private static final String NOBODY = "/admin/people/7b0f1c1e-0000-4000-8000-00000000ffff/merge";

    @TestConfiguration
    static class Fakes {

        @Bean
        FakePeople people() {
            return new FakePeople();
        }

        @Bean
        FakeMerges merges() {
            return new FakeMerges();
        }

        @Bean
        FakeViewer viewer() {
            return new FakeViewer();
        }
    }

    @Autowired
    MockMvcTester mvc;

    @Autowired
    FakePeople people;

    @Autowired
    FakeMerges merges;

    @BeforeEach
    void asItWas() {
        people.reach = Reach.WITHIN;
        merges.outcome = Outcome.MERGED;
        merges.undoing = Undoing.UNDONE;
        merges.done.clear();
    }

    @Test
    void saysWhatBecomesOfEitherAccountAndWhatCanBeUndone() {
        assertThat(mvc.get().uri(MERGE)).hasStatusOk().bodyText().contains("sub", FakePeople.SID.toString(), "Undo");
    }

    @Test
    void showsBothBeforeItDoesAnything() {
        assertThat(post(Map.of("other", "ada@example.org", "reason", "asked for by phone")))
                .hasStatusOk()
                .bodyText()
                .contains("Is closed", "asked for by phone");
        assertThat(merges.done).isEmpty();
    }

    @Test
    void mergesOnceThatWasConfirmed() {
        assertThat(post(confirmed())).hasStatus3xxRedirection().redirectedUrl().endsWith("?done=merged");
        assertThat(merges.done).containsExactly("merge asked for by phone");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "   "})
    void wantsAReason(String reason) {
        assertThat(post(Map.of("other", "ada@example.org", "reason", reason, "confirmed", "true")))
                .bodyText()
                .contains("Say why");
        assertThat(merges.done).isEmpty();
    }

    @Test
    void wantsAnAccountThatIsThere() {
        assertThat(post(Map.of("other", "nobody@example.com", "reason", "asked for by phone")))
                .bodyText()
                .contains("There is no such account");
    }

    @ParameterizedTest
    @EnumSource(
            value = Outcome.class,
            names = {"SAME_ACCOUNT", "NOT_ACTIVE", "HAS_ROLE"})
    void saysWhatIsInTheWay(Outcome outcome) {
        merges.outcome = outcome;

        assertThat(post(confirmed())).hasStatusOk().bodyText().contains("role=\"alert\"");
    }

    @Test
    void undoes() {
        assertThat(mvc.post().uri(MERGE + "/undo").param("merge", FakeMerges.MERGE.toString()))
                .hasStatus3xxRedirection()
                .redirectedUrl()
                .endsWith("?done=merge-undone");
        assertThat(merges.done).containsExactly("undo " + FakeMerges.MERGE);
    }

    @ParameterizedTest
    @EnumSource(
            value = Undoing.class,
            names = {"TOO_LATE", "MERGED_ON"})
    void saysWhyItCannotBeUndone(Undoing undoing) {
        merges.undoing = undoing;

        assertThat(mvc.post().uri(MERGE + "/undo").param("merge", FakeMerges.MERGE.toString()))
                .hasStatusOk()
                .bodyText()
                .contains("role=\"alert\"");
    }

    @Test
    void isNotThereForWhoeverMayNotChangeThePerson() {
        people.reach = Reach.BEYOND;

        assertThat(mvc.get().uri(MERGE)).hasStatus(404);
        assertThat(post(confirmed())).hasStatus(404);
        assertThat(mvc.get().uri(NOBODY)).hasStatus(404);
    }

    private static Map<String, String> confirmed() {
        return Map.of("other", FakePeople.ADA.toString(), "reason", "asked for by phone", "confirmed", "true");
    }

    private MvcTestResult post(Map<String, String> fields) {
        var request = mvc.post().uri(MERGE);
        fields.forEach(request::param);
        return request.exchange();
    }
}
