package dev.signet.idp.adminui;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.idp.adminui.TrialOffice.End;
import dev.signet.idp.adminui.TrialOffice.Start;
import dev.signet.idp.adminui.TrialOffice.Subject;
import java.io.UnsupportedEncodingException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.webmvc.test.autoconfigure.WebMvcTest;
import org.springframework.context.annotation.Bean;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

/** The pages on which a client is tried out, with everything behind them made up. */
@WebMvcTest(TrialController.class)
@TestPropertySource(
        properties = {
            "spring.messages.basename=messages-admin",
            "spring.messages.always-use-message-format=true",
            "spring.messages.fallback-to-system-locale=false"
        })
class TrialControllerTests {

    private static final String TRY = "/admin/clients/client/try";
    private static final Subject SHOP = new Subject("shop", "Shop", List.of("openid", "a,b"), true, true);

    static class FakeTrials implements TrialOffice {

        final List<String> done = new ArrayList<>();
        Start start = new Start.Started("https://id.example.com/oauth2/authorize?client_id=shop");
        End end = new End.Over();

        @Override
        public Optional<Subject> find(String clientId) {
            return switch (clientId) {
                case "shop" -> Optional.of(SHOP);
                case "batch" -> Optional.of(new Subject("batch", "Batch", List.of(), false, false));
                default -> Optional.empty();
            };
        }

        @Override
        public Start start(String clientId, List<String> scopes, Set<String> prompts) {
            done.add(clientId + scopes + prompts);
            return start;
        }

        @Override
        public End finish(String state, @Nullable String code) {
            done.add(state + " " + code);
            return end;
        }
    }

    @TestConfiguration
    static class Fakes {

        @Bean
        FakeTrials trials() {
            return new FakeTrials();
        }

        @Bean
        FakeViewer viewer() {
            return new FakeViewer();
        }
    }

    @Autowired
    MockMvcTester mvc;

    @Autowired
    FakeTrials trials;

    @BeforeEach
    void asItWas() {
        trials.done.clear();
        trials.start = new Start.Started("https://id.example.com/oauth2/authorize?client_id=shop");
        trials.end = new End.Over();
    }

    @Test
    void asksWithWhichScopesAndSendsThroughASignIn() {
        var page = get(TRY + "?id=shop");
        assertThat(page.select("input[name=scope][checked]").eachAttr("value")).containsExactly("openid", "a,b");
        assertThat(page.select("main").text()).contains("bound to a key or a certificate");

        assertThat(mvc.post().uri(TRY + "?id=shop").param("scope", "a,b").param("prompt", "login", "none"))
                .hasRedirectedUrl("https://id.example.com/oauth2/authorize?client_id=shop");
        assertThat(trials.done).containsExactly("shop[a,b][login]");
    }

    @Test
    void showsWhatEachClaimMeans() {
        trials.end = new End.Given(
                SHOP,
                List.of(new TokenDirectory.Document(
                        "id-token",
                        List.of(
                                new TokenDirectory.Claim("aud", "\"shop\""),
                                new TokenDirectory.Claim("odd", "\"<b>\"")))),
                true);

        var page = get(TRY + "/callback?state=s&code=c&iss=x");

        assertThat(trials.done).containsExactly("s c");
        assertThat(page.select("section h2").text()).isEqualTo("ID token");
        assertThat(page.select("dd").eachText())
                .containsExactly("\"shop\" Whom it is for. Everybody else has to refuse it.", "\"<b>\"");
        assertThat(page.select("main").text()).contains("A refresh token came along");
    }

    @Test
    void explainsWhatWentWrong() {
        trials.end = new End.Failed("shop");
        var denied = get(TRY + "/callback?state=s&error=access_denied&error_description=said%20no&code=c");
        assertThat(trials.done).containsExactly("s null");
        assertThat(denied.select("[role=alert]").text())
                .contains("access_denied", "You did not allow the client", "said no");

        trials.end = new End.Failed("shop");
        var odd = get(TRY + "/callback?state=s&error=%3Cscript%3E");
        assertThat(odd.select("[role=alert] code").text()).isEqualTo("<script>");
        assertThat(odd.select("script")).isEmpty();

        trials.end = new End.NotGiven(SHOP, "the code expired");
        assertThat(get(TRY + "/callback?state=s&code=c").select("[role=alert]").text())
                .contains("invalid_grant", "the code expired");

        trials.start = new Start.Refused("invalid_scope", "a scope is unknown");
        assertThat(parse(mvc.post().uri(TRY + "?id=shop").locale(Locale.ENGLISH).exchange())
                        .select("[role=alert]")
                        .text())
                .contains("invalid_scope", "not in the registration", "a scope is unknown");
    }

    @Test
    void hasNothingToTryWhereNobodySignsIn() {
        assertThat(get(TRY + "?id=batch").select("main form")).isEmpty();
        assertThat(get(TRY + "/callback").select("main").text()).contains("This trial is over.");
        assertThat(mvc.get().uri(TRY + "?id=nobody")).hasStatus(404);
        trials.start = new Start.NotThere();
        assertThat(mvc.post().uri(TRY + "?id=nobody")).hasStatus(404);
    }

    @Test
    void speaksGerman() {
        trials.end = new End.Failed("shop");
        for (var path : List.of(TRY + "?id=shop", TRY + "/callback?state=s&error=invalid_scope")) {
            var page =
                    parse(mvc.get().uri(URI.create(path)).locale(Locale.GERMAN).exchange());
            assertThat(page.text()).doesNotContain("??");
            assertThat(page.expectFirst("html").attr("lang")).isEqualTo("de");
        }
    }

    private Document get(String uri) {
        return parse(mvc.get().uri(URI.create(uri)).locale(Locale.ENGLISH).exchange());
    }

    private static Document parse(MvcTestResult answer) {
        assertThat(answer).hasStatusOk();
        try {
            return Jsoup.parse(answer.getResponse().getContentAsString(StandardCharsets.UTF_8));
        } catch (UnsupportedEncodingException e) {
            throw new AssertionError(e);
        }
    }
}
