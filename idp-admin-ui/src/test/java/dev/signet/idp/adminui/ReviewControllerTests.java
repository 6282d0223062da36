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

/** The page of the access review, with everything behind it made up. */
@WebMvcTest(ReviewController.class)
@TestPropertySource(
        properties = {
            "spring.messages.basename=messages-admin",
            "spring.messages.always-use-message-format=true",
            "spring.messages.fallback-to-system-locale=false"
        })
class ReviewControllerTests {

    private static final List<String> KINDS = List.of(
            "CLIENT_UNUSED",
            "SCOPE_UNUSED",
            "ROLE_UNHELD",
            "ROLE_UNUSED",
            "ROLE_WITHOUT_PASSKEY",
            "SECRET_EXPIRING",
            "SECRET_OLD",
            "CLIENT_WITHOUT_PKCE");

    @TestConfiguration
    static class Fakes {

        @Bean
        FakeReviews reviews() {
            return new FakeReviews();
        }

        @Bean
        FakeViewer viewer() {
            return new FakeViewer();
        }
    }

    @Autowired
    MockMvcTester mvc;

    @Autowired
    FakeReviews reviews;

    @Autowired
    FakeViewer viewer;

    @BeforeEach
    void asItWas() {
        reviews.groups.clear();
        reviews.reviews.clear();
        reviews.done.clear();
        reviews.lookedAt = null;
        viewer.mayEverything();
    }

    @Test
    void listsWhatWasFoundAndLeadsToWhereItIsDealtWith() {
        reviews.groups.add(FakeReviews.group("CLIENT_UNUSED", 1));
        reviews.groups.add(FakeReviews.group("ROLE_UNHELD", 12));

        var page = get("/admin/review");

        assertThat(page.select("main h2").eachText())
                .contains("One application that nobody signed in to", "12 roles that nobody has");
        assertThat(page.select("section[aria-labelledby=group-CLIENT_UNUSED] a").attr("href"))
                .isEqualTo("/admin/clients/client?id=books");
        assertThat(page.text()).contains("and 11 more", "The 13 findings above are kept with your name");
    }

    @Test
    void saysWhetherNothingWasFoundOrNobodyLooked() {
        assertThat(get("/admin/review").text()).contains("has not looked yet");

        reviews.lookedAt = FakeReviews.NOW;
        assertThat(get("/admin/review").text()).contains("Nothing was found.", "Looked last");
    }

    @Test
    void looksAndSigns() {
        assertThat(mvc.post().uri("/admin/review/look")).hasRedirectedUrl("/admin/review?done=review-look");
        assertThat(mvc.post().uri("/admin/review/sign").param("note", " two clients removed "))
                .hasRedirectedUrl("/admin/review?done=review");

        assertThat(reviews.done).containsExactly("looked", "signed two clients removed");
    }

    @Test
    void keepsWhatAReviewerHadBeforeThem() {
        reviews.groups.add(FakeReviews.group("CLIENT_UNUSED", 1));
        reviews.reviews.add(FakeReviews.review());

        assertThat(get("/admin/review")
                        .select("section[aria-labelledby=history] a")
                        .attr("href"))
                .isEqualTo("/admin/review/" + FakeReviews.ID);
        assertThat(get("/admin/review/" + FakeReviews.ID).text())
                .contains("two clients removed", "A••• L•••", "One application that nobody signed in to");
        assertThat(mvc.get().uri("/admin/review/" + UUID.randomUUID())).hasStatus(404);
    }

    @Test
    void offersNothingToWhoMayOnlyRead() {
        viewer.permissions.remove("reviews:write");

        assertThat(get("/admin/review").select("main form")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "de"})
    void hasWordsForEveryKindAndNothingInline(String language) {
        KINDS.forEach(it -> reviews.groups.add(FakeReviews.group(it, 2)));
        reviews.reviews.add(FakeReviews.review());

        for (var path : List.of("/admin/review", "/admin/review?done=review", "/admin/review/" + FakeReviews.ID)) {
            var page = get(path, Locale.forLanguageTag(language));
            assertThat(page.html()).doesNotContain("??", "{0");
            assertThat(page.select("script, style, [style], [onclick]")).isEmpty();
            assertThat(page.select("h1")).hasSize(1);
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
