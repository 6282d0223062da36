package dev.signet.idp.adminui;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.idp.adminui.ProviderOffice.Outcome;
import dev.signet.idp.adminui.ProviderOffice.Problem;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
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
import org.springframework.http.MediaType;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

/** The pages of other providers, with everything behind them made up. */
@WebMvcTest({ProvidersController.class, ProviderFormController.class, NewProviderController.class})
@TestPropertySource(
        properties = {
            "spring.messages.basename=messages-admin",
            "spring.messages.always-use-message-format=true",
            "spring.messages.fallback-to-system-locale=false"
        })
class ProvidersControllerTests {

    @TestConfiguration
    static class Fakes {

        @Bean
        FakeProviderOffice office() {
            return new FakeProviderOffice();
        }

        @Bean
        FakeViewer viewer() {
            return new FakeViewer();
        }
    }

    @Autowired
    MockMvcTester mvc;

    @Autowired
    FakeProviderOffice office;

    @Autowired
    FakeViewer viewer;

    @BeforeEach
    void asItWas() {
        office.asItWas();
        viewer.mayEverything();
    }

    @Test
    void listsProvidersWithTheirState() {
        office.isEnabled = false;

        var row = get("/admin/providers").expectFirst("tbody tr");

        assertThat(row.select("th a").text()).isEqualTo("Google");
        assertThat(row.select("th .badge").eachText()).containsExactly("disabled", "does not answer");
        assertThat(row.select("td").eachText()).containsExactly("Google", "providers.yaml");
    }

    @Test
    void saysSoWhereThereIsNone() {
        office.isEmpty = true;

        assertThat(get("/admin/providers").select("main .card").text()).contains("No other provider is set up");
    }

    @ParameterizedTest
    @ValueSource(strings = {"google", "microsoft", "apple", "github", "gitlab", "openid", "oauth2"})
    void drawsWhereToClickAndWhichAddressToPasteThere(String kind) {
        var page = get("/admin/providers/new/" + kind);

        assertThat(page.expectFirst("main code").text())
                .isEqualTo("https://id.example.com/login/provider/" + kind + "-2/callback");
        assertThat(page.select("svg[role=img]").eachAttr("aria-label"))
                .hasSizeGreaterThanOrEqualTo(3)
                .startsWith("Drawing for step 1");
        assertThat(page.select("svg text").text()).contains("…/login/provider/" + kind + "-2/callback");
        assertThat(page.select("ol > li > p").text()).contains("edirect URI");
        assertThat(page.select("input[name=id]").val()).isEqualTo(kind + "-2");
        assertThat(page.select("[name=secret]").val()).isEmpty();
    }

    @Test
    void addsByPreset() {
        var answer = post(
                "/admin/providers/new/google",
                Map.of("id", List.of("google"), "client_id", List.of(" shop "), "secret", List.of("the secret")));

        assertThat(answer).hasRedirectedUrl("/admin/providers/google?done=provider-added");
        assertThat(office.received)
                .isEqualTo(Map.of("preset", "google", "client_id", "shop", "create_accounts", false));
        assertThat(office.receivedSecret).isEqualTo("the secret");
    }

    @Test
    void keepsWhatWasTypedButForTheSecretWhereSomethingIsWrong() {
        office.outcome = new Outcome.Rejected(List.of(new Problem("issuer", 0, "must be an https URL")));

        var page = Jsoup.parse(body(post(
                "/admin/providers/new/openid",
                Map.of("id", List.of("own"), "issuer", List.of("ftp://x"), "secret", List.of("the secret")))));

        assertThat(page.select("input[name=issuer]").val()).isEqualTo("ftp://x");
        assertThat(page.select("#issuer-error").text()).isEqualTo("must be an https URL");
        assertThat(page.html()).doesNotContain("the secret");
        assertThat(office.received).doesNotContainKey("preset");
    }

    @Test
    void changesClaimsAndRulesInRows() {
        var answer = post(
                "/admin/providers/google/edit",
                Map.of(
                        "version", List.of("7"),
                        "name", List.of("Google"),
                        "claims.name", List.of("name"),
                        "claims.nickname", List.of(""),
                        "roles.claim", List.of("groups", "", "realm.roles"),
                        "roles.contains", List.of("support", "", "audit"),
                        "roles.role", List.of("help-desk", "", "auditor")));

        assertThat(answer).hasRedirectedUrl("/admin/providers/google?done=saved");
        assertThat(office.done).containsExactly("change google 7");
        assertThat(office.received)
                .containsEntry("claims", Map.of("nickname", ""))
                .containsEntry(
                        "roles",
                        List.of(
                                Map.of("claim", "groups", "contains", "support", "role", "help-desk"),
                                Map.of("claim", "realm.roles", "contains", "audit", "role", "auditor")));
    }

    @Test
    void showsInTheFormWhatIsStoredAndNeverASecret() {
        var page = get("/admin/providers/google/edit");

        assertThat(page.select("[name='claims.nickname']").val()).isEqualTo("login");
        assertThat(page.select("[name='claims.name']").val()).isEqualTo("name");
        assertThat(page.expectFirst("[name='roles.contains']").val()).isEqualTo("support");
        assertThat(page.expectFirst("[name='roles.role']").select("[selected]").val())
                .isEqualTo("help-desk");
        assertThat(page.select("input[name=secret]").attr("type")).isEqualTo("password");
        assertThat(page.select("input[name=secret]").val()).isEmpty();
    }

    @Test
    void showsBothWhereSomebodyElseChangedItMeanwhile() {
        office.outcome = new Outcome.Stale(office.connection(8));

        var page = Jsoup.parse(body(
                post("/admin/providers/google/edit", Map.of("version", List.of("7"), "name", List.of("My Google")))));

        assertThat(page.select("input[name=version]").val()).isEqualTo("8");
        assertThat(page.select("input[name=name]").val()).isEqualTo("My Google");
        assertThat(page.select("#name-now").text()).contains("Google");
        assertThat(page.select("[role=alert]").text()).contains("Somebody else changed");
    }

    @Test
    void saysWhatReachesBeyondWhoeverAsks() {
        office.outcome = new Outcome.BeyondReach();

        assertThat(body(post("/admin/providers/google/disable", Map.of()))).contains("may do more than you");
        assertThat(body(post("/admin/providers/google/edit", Map.of()))).contains("may do more than you");
    }

    @Test
    void saysBeforeDeletingWhomItConcernsAndWantsAnAnswer() {
        var page = get("/admin/providers/google/delete");
        assertThat(page.select("main li").eachText().toString())
                .contains("3 people are linked with it", "One of them would have no way in", "A•••");

        assertThat(body(post("/admin/providers/google/delete", Map.of()))).contains("role=\"alert\"");
        assertThat(office.done).isEmpty();
        assertThat(post("/admin/providers/google/delete", Map.of("confirmed", List.of("true"))))
                .hasRedirectedUrl("/admin/providers?done=provider-deleted");
        assertThat(office.done).containsExactly("delete google");
    }

    @Test
    void testsOnAPostAloneAndShowsWhatCameOfIt() {
        get("/admin/providers/google/test");
        assertThat(office.done).isEmpty();

        var page = Jsoup.parse(body(post("/admin/providers/google/test", Map.of())));

        assertThat(page.select(".console-rows li .badge").eachText()).containsExactly("good", "does not work");
        assertThat(page.select("[role=alert]").text()).isEqualTo("Nobody can sign in this way.");
        assertThat(page.select("main b")).isEmpty();
    }

    @Test
    void offersNothingToChangeToWhoMayOnlyRead() {
        viewer.permissions.retainAll(Set.of("providers:read"));

        assertThat(get("/admin/providers").select("main .console-actions a")).isEmpty();
        assertThat(get("/admin/providers/google").select("main a[href]")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/admin/providers/none",
                "/admin/providers/new/none",
                "/admin/providers/none/edit",
                "/admin/providers/new/edit",
                "/admin/providers/new/test",
                "/admin/providers/new/delete"
            })
    void knowsNoOthers(String path) {
        assertThat(mvc.get().uri(path)).hasStatus(404);
    }

    private MvcTestResult post(String path, Map<String, List<String>> fields) {
        var request = mvc.post().uri(path).locale(Locale.ENGLISH).contentType(MediaType.APPLICATION_FORM_URLENCODED);
        fields.forEach((name, values) -> request.param(name, values.toArray(String[]::new)));
        return request.exchange();
    }

    private Document get(String uri) {
        var answer = mvc.get().uri(uri).locale(Locale.ENGLISH).exchange();
        assertThat(answer).hasStatusOk();
        return Jsoup.parse(body(answer));
    }

    private static String body(MvcTestResult answer) {
        try {
            return answer.getResponse().getContentAsString(StandardCharsets.UTF_8);
        } catch (UnsupportedEncodingException e) {
            throw new IllegalStateException(e);
        }
    }
}
