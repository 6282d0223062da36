package dev.signet.idp.adminui;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.idp.adminui.ClientOffice.Problem;
import dev.signet.idp.adminui.ScopeOffice.Change;
import dev.signet.idp.adminui.ScopeOffice.Creation;
import java.io.UnsupportedEncodingException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
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

/** The forms of scopes and the preview of tokens, with everything behind them made up. */
@WebMvcTest({ScopeFormController.class, TokenPreviewController.class})
@TestPropertySource(
        properties = {
            "spring.messages.basename=messages-admin",
            "spring.messages.always-use-message-format=true",
            "spring.messages.fallback-to-system-locale=false"
        })
class ScopeFormControllerTests {

    private static final String ORDERS = "?name=https%3A%2F%2Fx.example%2Forders";
    private static final String TOKENS = "/admin/clients/client/tokens";

    @TestConfiguration
    static class Fakes {

        @Bean
        FakeScopeOffice office() {
            return new FakeScopeOffice();
        }

        @Bean
        FakeViewer viewer() {
            return new FakeViewer();
        }

        @Bean
        TokenDirectory tokens() {
            return (clientId, person, scopes, isRevealed) -> clientId.equals("shop")
                    ? Optional.of(new TokenDirectory.Preview(
                            "shop",
                            "Shop",
                            List.of("openid", "email"),
                            scopes,
                            person.equals("ada@example.com"),
                            person.equals("ada@example.com")
                                    ? List.of(new TokenDirectory.Document(
                                            "id-token",
                                            List.of(
                                                    new TokenDirectory.Claim("acr", "\"1fa\""),
                                                    new TokenDirectory.Claim(
                                                            "email",
                                                            isRevealed ? "\"ada@example.com\"" : "\"a•••@e•••.com\""))))
                                    : List.of()))
                    : Optional.empty();
        }
    }

    @Autowired
    MockMvcTester mvc;

    @Autowired
    FakeScopeOffice office;

    @Autowired
    FakeViewer viewer;

    @BeforeEach
    void asItWas() {
        office.asItWas();
        viewer.mayEverything();
    }

    @Test
    void makesAScopeOfWhatWasTyped() {
        assertThat(get("/admin/scopes/new").select("#claims-hint").text()).contains("staff_mail = email");

        var made = post(
                "/admin/scopes/new",
                "scope_name",
                " orders ",
                "description",
                "Read your orders",
                "description_de",
                "Ihre Bestellungen lesen",
                "claims",
                "staff_mail = email\r\n\r\nname",
                "in_id_token",
                "true",
                "audience",
                "https://api.example/orders");

        assertThat(made).hasRedirectedUrl("/admin/scopes/scope?name=orders&done=scope-created");
        assertThat(office.received)
                .containsEntry("scope_name", "orders")
                .containsEntry("claims", List.of("staff_mail = email", "name"))
                .containsEntry("in_id_token", true)
                .containsEntry("audience", List.of("https://api.example/orders"));
    }

    @Test
    void saysWhatIsWrongAndKeepsWhatWasTyped() {
        office.creation = new Creation.Rejected(List.of(new Problem("claims", 1, "reserved for the protocol")));
        var rejected = parse(post("/admin/scopes/new", "scope_name", "orders", "claims", "iss"));
        assertThat(rejected.select("#claims-error").text()).isEqualTo("entry 1: reserved for the protocol");
        assertThat(rejected.expectFirst("#claims").text()).isEqualTo("iss");

        office.creation = new Creation.NameTaken();
        assertThat(parse(post("/admin/scopes/new", "scope_name", "orders"))
                        .select("[role=alert]")
                        .text())
                .isEqualTo("There is a scope of this name.");
    }

    @Test
    void changesAScopeAndLosesNothingWhereSomebodyElseWasFaster() {
        var form = get("/admin/scopes/scope/edit" + ORDERS);
        assertThat(form.expectFirst("#claims").wholeText()).isEqualTo("staff_mail = email");
        assertThat(form.select("#scope_name")).isEmpty();

        assertThat(post("/admin/scopes/scope/edit" + ORDERS, "version", "3", "description", "Mine"))
                .hasRedirectedUrl("/admin/scopes/scope" + ORDERS + "&done=saved");
        assertThat(office.done).containsExactly("change " + FakeScopeOffice.ORDERS + " 3");

        office.change = new Change.Stale(office.stored("Theirs", 4));
        var stale = parse(post("/admin/scopes/scope/edit" + ORDERS, "version", "3", "description", "Mine"));
        assertThat(stale.expectFirst("#description").val()).isEqualTo("Mine");
        assertThat(stale.select("#description-now").text()).isEqualTo("Stored now: Theirs");
        assertThat(stale.expectFirst("input[name=version]").val()).isEqualTo("4");
    }

    @Test
    void saysWhoUsesAScopeBeforeItDeletes() {
        var page = get("/admin/scopes/scope/delete" + ORDERS);
        assertThat(page.select("main li").eachText())
                .containsExactly(
                        "2 clients may ask for it.", "More than 1,000 people have allowed it.", "No sign-in has it.");

        assertThat(parse(post("/admin/scopes/scope/delete" + ORDERS))
                        .select("[role=alert]")
                        .text())
                .startsWith("Nothing was deleted");
        assertThat(office.done).isEmpty();
        assertThat(post("/admin/scopes/scope/delete" + ORDERS, "confirmed", "true"))
                .hasRedirectedUrl("/admin/scopes?done=scope-deleted");
        assertThat(office.done).containsExactly("delete " + FakeScopeOffice.ORDERS);
    }

    @Test
    void hasNoFormOfWhatIsNotThere() {
        for (var path : List.of("edit", "delete")) {
            assertThat(mvc.get().uri("/admin/scopes/scope/" + path + "?name=openid"))
                    .hasStatus(404);
        }
        assertThat(mvc.get().uri(TOKENS + "?id=nobody")).hasStatus(404);
    }

    @Test
    void previewsTokensMaskedUntilSomebodyAsks() {
        assertThat(get(TOKENS + "?id=shop").select("dl")).isEmpty();

        var page = get(TOKENS + "?id=shop&person=ada@example.com&scope=openid");

        assertThat(page.select("input[name=scope][checked]").eachAttr("value")).containsExactly("openid");
        assertThat(page.select("section h2").text()).isEqualTo("ID token");
        assertThat(page.select("dd").eachText()).first().asString().startsWith("\"1fa\" How strong the sign-in was");
        assertThat(page.select("dd").text()).contains("a•••@e•••.com");

        var shown = parse(post(TOKENS + "/reveal?id=shop&person=ada@example.com&scope=openid"));
        assertThat(shown.select("dd").text()).contains("ada@example.com");
        assertThat(shown.select("main form[method=post]")).isEmpty();

        viewer.permissions.remove("pii:read");
        assertThat(get(TOKENS + "?id=shop&person=ada@example.com").select("main form[method=post]"))
                .isEmpty();
    }

    @Test
    void saysThatNobodyIsMeant() {
        var page = get(TOKENS + "?id=shop&person=nobody@example.com");

        assertThat(page.expectFirst("#person").attr("aria-invalid")).isEqualTo("true");
        assertThat(page.select("#person-error").text()).isEqualTo("Nobody of this address or id can sign in.");
    }

    @Test
    void speaksGerman() {
        for (var path : List.of(
                "/admin/scopes/new",
                "/admin/scopes/scope/edit" + ORDERS,
                "/admin/scopes/scope/delete" + ORDERS,
                TOKENS + "?id=shop&person=ada@example.com")) {
            var page =
                    parse(mvc.get().uri(URI.create(path)).locale(Locale.GERMAN).exchange());
            assertThat(page.text()).doesNotContain("??");
            assertThat(page.expectFirst("html").attr("lang")).isEqualTo("de");
        }
    }

    private Document get(String uri) {
        return parse(mvc.get().uri(URI.create(uri)).locale(Locale.ENGLISH).exchange());
    }

    private MvcTestResult post(String uri, String... fields) {
        var request = mvc.post().uri(URI.create(uri)).locale(Locale.ENGLISH);
        for (var i = 0; i < fields.length; i += 2) {
            request.param(fields[i], fields[i + 1]);
        }
        return request.exchange();
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
