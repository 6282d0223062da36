package dev.signet.idp.adminui;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.idp.adminui.ClientOffice.Change;
import dev.signet.idp.adminui.ClientOffice.Creation;
import dev.signet.idp.adminui.ClientOffice.Extent;
import dev.signet.idp.adminui.ClientOffice.Problem;
import dev.signet.idp.adminui.ClientOffice.Secret;
import java.io.UnsupportedEncodingException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
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
import org.springframework.test.web.servlet.assertj.MvcTestResult;

/** The pages about one client, with everything behind them made up. */
@WebMvcTest({
    ClientController.class,
    ClientFormController.class,
    ClientActionsController.class,
    NewClientController.class
})
@TestPropertySource(
        properties = {
            "spring.messages.basename=messages-admin",
            "spring.messages.always-use-message-format=true",
            "spring.messages.fallback-to-system-locale=false"
        })
class ClientControllerTests {

    private static final String ID = "?id=" + URLEncoder.encode(FakeClientOffice.SHOP, StandardCharsets.UTF_8);
    private static final String PAGE = "/admin/clients/client";

    @TestConfiguration
    static class Fakes {

        @Bean
        FakeClientOffice office() {
            return new FakeClientOffice();
        }

        @Bean
        FakeViewer viewer() {
            return new FakeViewer();
        }
    }

    @Autowired
    MockMvcTester mvc;

    @Autowired
    FakeClientOffice office;

    @Autowired
    FakeViewer viewer;

    @BeforeEach
    void asItWas() {
        office.asItWas();
        viewer.mayEverything();
    }

    @Test
    void showsEverythingThatIsRegisteredInGroups() {
        var page = get(PAGE + ID);

        assertThat(page.select("h1").text()).isEqualTo("Shop");
        assertThat(page.select("h2").eachText())
                .contains("Sign-in", "Where people return to", "Authentication of the client", "Tokens", "Secrets");
        assertThat(page.select("dd code").eachText())
                .contains("https://shop.example.com/callback", "openid profile", "shop@example.com", "5m");
        assertThat(page.select("section[aria-labelledby=secrets] code").eachText())
                .containsExactly("••••x4Zq", "••••");
        assertThat(page.select("section[aria-labelledby=secrets] li").eachText())
                .satisfiesExactly(
                        it -> assertThat(it).contains("last used").doesNotContain("ends soon"),
                        it -> assertThat(it).contains("ends soon", "not used yet"));
        assertThat(page.select("pre").text()).contains("issuer-uri: \"https://id.example.com\"");
    }

    @Test
    void offersNothingToWhoeverMayOnlyRead() {
        viewer.permissions.remove("clients:write");

        assertThat(get(PAGE + ID).select("main a").eachText()).containsExactly("Preview of tokens");

        viewer.permissions.remove("users:read");
        assertThat(get(PAGE + ID).select("main a")).isEmpty();
    }

    @Test
    void saysWhatIsDoubtful() {
        office.warnings.add(new Problem("redirect_uris", 2, "localhost can be led elsewhere"));

        assertThat(get(PAGE + ID).select("section[aria-labelledby=warnings] li").text())
                .isEqualTo("Redirect URIs: entry 2: localhost can be led elsewhere");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/edit", "/delete", "/disable", "/add-secret"})
    void hasNoPageForAClientThatIsNotThere(String path) {
        assertThat(mvc.get().uri(PAGE + path + "?id=nobody")).hasStatus(404);
        assertThat(mvc.get().uri(PAGE + path)).hasStatus(404);
    }

    @Test
    void keepsWhatTheFormDoesNotHave() {
        var answer = post(
                PAGE + "/edit" + ID,
                "version",
                "7",
                "client_name",
                " Shop 2 ",
                "redirect_uris",
                "https://a.example/cb\r\n\r\n https://b.example/cb ",
                "scope",
                " openid   email ",
                "grant_types",
                "authorization_code",
                "token_endpoint_auth_method",
                "client_secret_basic");

        assertThat(answer).hasStatus(302);
        assertThat(answer.getResponse().getRedirectedUrl()).isEqualTo(PAGE + ID + "&done=saved");
        assertThat(office.done).containsExactly("change " + FakeClientOffice.SHOP + " 7");
        assertThat(office.received)
                .containsEntry("client_name", "Shop 2")
                .containsEntry("redirect_uris", List.of("https://a.example/cb", "https://b.example/cb"))
                .containsEntry("scope", "openid email")
                .containsEntry("contacts", List.of("shop@example.com"))
                .containsEntry("require_pkce", false)
                .doesNotContainKeys("response_types", "access_token_lifetime", "jwks", "minimum_acr");
    }

    @Test
    void turnsNothingThatWasUntickedIntoADefault() {
        post(PAGE + "/edit" + ID, "version", "7");

        assertThat(office.received).containsEntry("grant_types", List.of()).containsEntry("scope", "");
    }

    @Test
    void saysBesideTheFieldWhatIsWrongAndKeepsWhatWasTyped() {
        office.change = new Change.Rejected(
                List.of(new Problem("redirect_uris", 2, "must be https"), new Problem("software_id", 0, "too odd")));

        var page = parse(post(PAGE + "/edit" + ID, "version", "7", "redirect_uris", "https://a.example\nhttp://b"));

        assertThat(page.select("#redirect_uris-error").text()).isEqualTo("entry 2: must be https");
        assertThat(page.expectFirst("#redirect_uris").attr("aria-invalid")).isEqualTo("true");
        assertThat(page.expectFirst("#redirect_uris").wholeText()).isEqualTo("https://a.example\nhttp://b");
        assertThat(page.select(".alert").text()).contains("Software: too odd");
        assertThat(page.expectFirst("input[name=version]").val()).isEqualTo("7");
    }

    @Test
    void losesNothingWhereSomebodyElseWasFaster() {
        office.fields.put("client_name", "Their shop");
        office.change = new Change.Stale(office.registration(8));

        var page = parse(post(PAGE + "/edit" + ID, "version", "7", "client_name", "My shop", "require_pkce", "true"));

        assertThat(page.expectFirst("#client_name").val()).isEqualTo("My shop");
        assertThat(page.select("#client_name-now").text()).isEqualTo("Stored now: Their shop");
        assertThat(page.select("#require_pkce-now")).isEmpty();
        assertThat(page.expectFirst("input[name=version]").val()).isEqualTo("8");
        assertThat(page.select("main button").text()).isEqualTo("Save anyway");
    }

    @Test
    void comparesThreeWaysWhatTwoChanged() {
        var opened = get(PAGE + "/edit" + ID);
        assertThat(opened.expectFirst("input[type=hidden][name=base.client_name]")
                        .val())
                .isEqualTo(opened.expectFirst("#client_name").val());
        office.fields.put("client_name", "Their shop");
        office.change = new Change.Stale(office.registration(8));

        var untouched = parse(
                post(PAGE + "/edit" + ID, "version", "7", "client_name", "Our shop", "base.client_name", "Our shop"));
        assertThat(untouched.expectFirst("#client_name").val()).isEqualTo("Their shop");
        assertThat(untouched.select("#client_name-merge").text())
                .isEqualTo(
                        "Somebody else changed this, and you did not: their value is in the field. Before: Our shop");
        assertThat(untouched.expectFirst("input[name=base.client_name]").val()).isEqualTo("Their shop");

        var both = parse(
                post(PAGE + "/edit" + ID, "version", "7", "client_name", "My shop", "base.client_name", "Our shop"));
        assertThat(both.expectFirst("#client_name").val()).isEqualTo("My shop");
        assertThat(both.select("#client_name-merge").text())
                .isEqualTo("You and somebody else changed this. Before: Our shop");
        assertThat(both.select("#client_name-now").text()).isEqualTo("Stored now: Their shop");
    }

    @Test
    void showsASecretOnceThatAChangeMade() {
        office.change = new Change.Saved(new Secret("the-only-copy"));

        assertThat(parse(post(PAGE + "/edit" + ID, "version", "7")).text()).contains("the-only-copy");
    }

    @Test
    void asksLittleOfEachKindAndFixesTheRest() {
        assertThat(get("/admin/clients/new").select("main li a").eachAttr("href"))
                .containsExactly(
                        "/admin/clients/new/web",
                        "/admin/clients/new/spa",
                        "/admin/clients/new/native",
                        "/admin/clients/new/machine",
                        "/admin/clients/new/device",
                        "/admin/clients/new/mcp");
        assertThat(get("/admin/clients/new/machine").select("#redirect_uris")).isEmpty();
        assertThat(get("/admin/clients/new/web").expectFirst("#scope").val()).isEqualTo("openid profile email");

        post("/admin/clients/new/spa", "client_id", "spa", "redirect_uris", "https://spa.example/", "scope", "openid");

        assertThat(office.received)
                .containsEntry("token_endpoint_auth_method", "none")
                .containsEntry("grant_types", List.of("authorization_code"))
                .containsEntry("require_consent", false)
                .doesNotContainKey("client_id");
    }

    @Test
    void registersADeviceThatNeverHasARedirectUri() {
        assertThat(get("/admin/clients/new/device").select("#redirect_uris, #post_logout_redirect_uris"))
                .isEmpty();

        office.creation = new Creation.Created(null);
        var page = parse(post("/admin/clients/new/device", "client_id", "it's tv", "scope", "openid"));

        assertThat(office.received)
                .containsEntry("token_endpoint_auth_method", "none")
                .containsEntry("grant_types", List.of("urn:ietf:params:oauth:grant-type:device_code", "refresh_token"));
        assertThat(page.select("summary").eachText()).containsExactly("curl", "Node.js (openid-client 6)");
        assertThat(page.expectFirst("pre").wholeText())
                .contains("--data-urlencode 'client_id=it'\\''s tv' \\\n", "https://id.example.com/oauth2/device");
    }

    @Test
    void registersAnAgentThatNamesTheServerOfEachToken() {
        office.creation = new Creation.Created(null);
        var page = parse(post(
                "/admin/clients/new/mcp",
                "client_id",
                "agent",
                "redirect_uris",
                "http://127.0.0.1/callback",
                "resources",
                "https://mcp.example.com/",
                "scope",
                "tools offline_access"));

        assertThat(office.received)
                .containsEntry("resources", List.of("https://mcp.example.com/"))
                .containsEntry("token_endpoint_auth_method", "none");
        var samples = page.select("pre").eachText();
        assertThat(samples.getFirst()).contains("\"resource\": \"https://mcp.example.com/\"", "[\"tools\"]");
        assertThat(samples.get(2)).contains("&resource=https%3A%2F%2Fmcp.example.com%2F&");
    }

    @Test
    void hasConfigurationForEveryCommonStack() {
        var page = get(PAGE + ID);

        assertThat(page.select("summary").eachText())
                .containsExactly("Spring Boot", "Node.js (openid-client 6)", "ASP.NET Core", "Python (Authlib, Flask)");
        assertThat(page.select("pre").eachText())
                .allMatch(it -> it.contains(FakeClientOffice.SHOP))
                .allMatch(it -> it.contains("SIGNET_CLIENT_SECRET"));
        assertThat(page.select("details").get(2).text()).contains("client_secret_post");

        office.fields.put("token_endpoint_auth_method", "private_key_jwt");
        assertThat(get(PAGE + ID).select("pre")).isEmpty();
    }

    @Test
    void tellsALibraryThatAProviderForTryingOutHasNoTls() {
        office.issuer = "http://localhost:9000";

        assertThat(get(PAGE + ID).select("pre").text())
                .contains("allowInsecureRequests", "RequireHttpsMetadata = false");
    }

    @Test
    void showsTheSecretOfANewClientOnceWithItsConfiguration() {
        var page = parse(post(
                "/admin/clients/new/web",
                "client_id",
                "a\"b",
                "redirect_uris",
                "https://a.example/cb",
                "scope",
                "openid profile"));

        assertThat(page.select(".console-secret").text()).isEqualTo("the-only-copy");
        assertThat(page.expectFirst("pre").wholeText())
                .contains(
                        "client-id: \"a\\\"b\"\n",
                        "authorization-grant-type: authorization_code\n            redirect-uri: \"https://a.example/cb\"",
                        "            scope: \"openid, profile\"\n        provider:\n")
                .doesNotContain("the-only-copy");
        assertThat(page.select("dd code").eachText()).contains("https://id.example.com/oauth2/token");
    }

    @Test
    void keepsTheAnswersWhereAClientCannotBeRegistered() {
        office.creation = new Creation.IdTaken();
        var taken = parse(post("/admin/clients/new/machine", "client_id", "batch", "scope", "jobs"));
        assertThat(taken.select("[role=alert]").text()).isEqualTo("There is a client of this id.");
        assertThat(taken.expectFirst("#client_id").val()).isEqualTo("batch");

        office.creation = new Creation.Rejected(List.of(new Problem("scope", 0, "unknown scope jobs")));
        assertThat(parse(post("/admin/clients/new/machine", "client_id", "batch", "scope", "jobs"))
                        .select("#scope-error")
                        .text())
                .isEqualTo("unknown scope jobs");
        assertThat(mvc.get().uri("/admin/clients/new/toaster")).hasStatus(404);
    }

    @Test
    void saysWhatEndsBeforeItDeletes() {
        var page = get(PAGE + "/delete" + ID);
        assertThat(page.select("main li").eachText())
                .containsExactly(
                        "3 people have allowed it something.",
                        "2 sign-ins have tokens that count.",
                        "One live browser session has been in it; for the application it ends.",
                        "The application is told nothing, because it has no address for back-channel logout: people stay"
                                + " signed in there as long as it likes.");
        office.fields.put("backchannel_logout_uri", "https://shop.example.com/logout");
        office.extent = new Extent(Extent.MOST + 1, 0, Extent.MOST + 1);
        assertThat(get(PAGE + "/delete" + ID).select("main li").eachText())
                .containsExactly(
                        "More than 1,000 people have allowed it something.",
                        "Nobody is signed in to it.",
                        "More than 1,000 live browser sessions have been in it; for the application they end.",
                        "The application is told of each of them, at its address for back-channel logout.");

        assertThat(parse(post(PAGE + "/delete" + ID)).select("[role=alert]").text())
                .startsWith("Nothing was deleted");
        assertThat(office.done).isEmpty();

        assertThat(post(PAGE + "/delete" + ID, "confirmed", "true"))
                .hasRedirectedUrl("/admin/clients?done=client-deleted");
        assertThat(office.done).containsExactly("delete " + FakeClientOffice.SHOP);
    }

    @Test
    void disablesAndEnables() {
        assertThat(post(PAGE + "/disable" + ID).getResponse().getRedirectedUrl())
                .endsWith("&done=client-disable");
        assertThat(post(PAGE + "/enable" + ID).getResponse().getRedirectedUrl()).endsWith("&done=unchanged");
        assertThat(get(PAGE + ID + "&done=client-disable")
                        .select("[role=status]")
                        .text())
                .isEqualTo("The client is disabled.");
    }

    @Test
    void addsASecondSecretAndEndsOne() {
        assertThat(parse(post(PAGE + "/add-secret" + ID))
                        .select(".console-secret")
                        .text())
                .isEqualTo("the-second-one");
        post(PAGE + "/add-secret" + ID, "days", "90");
        post(PAGE + "/add-secret" + ID, "days", "91");
        assertThat(office.done)
                .containsExactly(
                        "add-secret " + FakeClientOffice.SHOP + " null",
                        "add-secret " + FakeClientOffice.SHOP + " PT2160H",
                        "add-secret " + FakeClientOffice.SHOP + " null");
        office.added = Optional.empty();
        assertThat(parse(post(PAGE + "/add-secret" + ID)).select("[role=alert]").text())
                .startsWith("Nothing was added");

        var end = PAGE + "/end-secret" + ID + "&secret=" + FakeClientOffice.SECRET;
        assertThat(get(end).select("main p").eachText()).anyMatch(it -> it.contains("ends in x4Zq"));
        assertThat(post(end).getResponse().getRedirectedUrl()).endsWith("&done=client-secret-ended");
        office.isEnded = false;
        assertThat(parse(post(end)).select("[role=alert]").text()).startsWith("Nothing was ended");
    }

    @Test
    void showsMarkupAsText() {
        office.fields.put("client_name", "<script>alert(1)</script>");
        office.warnings.add(new Problem("scope", 0, "<b>x</b>"));

        for (var page : List.of(PAGE, PAGE + "/edit")) {
            var html = get(page + ID);
            assertThat(html.select("script, b")).isEmpty();
        }
        assertThat(get(PAGE + "/edit" + ID).expectFirst("#client_name").val()).isEqualTo("<script>alert(1)</script>");
    }

    @Test
    void speaksGerman() {
        for (var path : List.of("", "/edit", "/delete", "/disable", "/add-secret")) {
            var page = parse(mvc.get()
                    .uri(URI.create(PAGE + path + ID))
                    .locale(Locale.GERMAN)
                    .exchange());
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
