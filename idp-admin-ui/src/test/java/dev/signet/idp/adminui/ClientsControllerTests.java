package dev.signet.idp.adminui;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.idp.adminui.ClientDirectory.ClientSummary;
import dev.signet.idp.adminui.ClientDirectory.Kind;
import java.io.UnsupportedEncodingException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.webmvc.test.autoconfigure.WebMvcTest;
import org.springframework.context.annotation.Bean;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

@WebMvcTest(ClientsController.class)
@TestPropertySource(
        properties = {
            "spring.messages.basename=messages-admin",
            "spring.messages.always-use-message-format=true",
            "spring.messages.fallback-to-system-locale=false"
        })
class ClientsControllerTests {

    @TestConfiguration
    static class Fakes {

        @Bean
        FakeClientDirectory directory() {
            return new FakeClientDirectory();
        }

        @Bean
        FakeViewer viewer() {
            return new FakeViewer();
        }
    }

    @Autowired
    MockMvcTester mvc;

    @Autowired
    FakeClientDirectory directory;

    @BeforeEach
    void noClients() {
        directory.clients.clear();
    }

    @Test
    void showsAClientByNameIdKindAuthenticationAndOrigin() {
        directory.clients.add(
                new ClientSummary("northwind-web", "Northwind Books", Kind.WEB, "private_key_jwt", true, true));

        var row = get("/admin/clients").expectFirst("tbody tr");

        assertThat(row.select("th .console-name").text()).isEqualTo("Northwind Books");
        assertThat(row.select("th code").text()).isEqualTo("northwind-web");
        assertThat(row.select("td").eachText()).containsExactly("Web application", "Private key JWT", "clients.yaml");
        assertThat(row.select("td code").attr("title")).isEqualTo("config/clients.yaml");
        assertThat(row.select(".badge")).isEmpty();
    }

    @Test
    void marksAClientThatIsDisabled() {
        directory.clients.add(new ClientSummary("crm", "CRM", Kind.WEB, "client_secret_basic", true, false));

        assertThat(get("/admin/clients").select("tbody .badge").text()).isEqualTo("Disabled");
    }

    @Test
    void saysWhenNoFileDeclaresAClient() {
        directory.clients.add(new ClientSummary("crm", "CRM", Kind.WEB, "client_secret_basic", false, true));

        assertThat(get("/admin/clients").expectFirst("td:last-child").text()).isEqualTo("No file");
    }

    @Test
    void namesAnAuthenticationMethodThatItDoesNotKnowAsTheProtocolDoes() {
        directory.clients.add(new ClientSummary("bank", "Bank", Kind.WEB, "tls_client_auth", true, true));

        assertThat(get("/admin/clients").select("td").eachText()).contains("tls_client_auth");
    }

    @Test
    void keepsMarkupInNamesAndSearchesHarmless() {
        directory.clients.add(new ClientSummary("x", "<script>alert(1)</script>", Kind.WEB, "<b>", true, true));

        var found = get("/admin/clients?search={text}", "<script>");
        var notFound = get("/admin/clients?search={text}", "\"><img src=x>");

        assertThat(found.select("script, b, img")).isEmpty();
        assertThat(found.select("th .console-name").text()).isEqualTo("<script>alert(1)</script>");
        assertThat(notFound.select("img")).isEmpty();
        assertThat(notFound.expectFirst("input[name=search]").val()).isEqualTo("\"><img src=x>");
    }

    @Test
    void searchesAndShowsWhatWasSearchedFor() {
        add("billing", "books", "shop");

        var page = get("/admin/clients?search={text}", " BOOK ");

        assertThat(page.select("tbody code.console-id").eachText()).containsExactly("books");
        assertThat(page.expectFirst("input[name=search]").val()).isEqualTo("BOOK");
        assertThat(footer(page)).isEqualTo("One client matches “BOOK”");
        assertThat(page.select(".console-foot nav a").eachAttr("href")).containsExactly("/admin/clients");
    }

    @Test
    void saysThatNothingMatches() {
        add("billing");

        var page = get("/admin/clients?search={text}", "{0}'s");

        assertThat(page.select("table")).isEmpty();
        assertThat(page.select(".console-nothing").text())
                .isEqualTo("No client has “{0}'s” in its name or id. Show all clients");
    }

    @Test
    void leadsFromPageToPage() {
        add("a", "b", "c", "d", "e", "f", "g");

        var first = get("/admin/clients");
        var second = follow(first, "a[rel=next]");
        var third = follow(second, "a[rel=next]");

        assertThat(ids(first)).containsExactly("a", "b", "c");
        assertThat(ids(second)).containsExactly("d", "e", "f");
        assertThat(ids(third)).containsExactly("g");
        assertThat(third.select("a[rel=next]")).isEmpty();
        assertThat(ids(follow(third, ".console-foot nav a"))).containsExactly("a", "b", "c");
    }

    @Test
    void keepsTheSearchFromPageToPage() {
        add("x&1", "x&2", "x&3", "x&4", "y");

        var first = get("/admin/clients?search={text}", "x&");
        var second = follow(first, "a[rel=next]");

        assertThat(ids(second)).containsExactly("x&4");
        assertThat(second.expectFirst("input[name=search]").val()).isEqualTo("x&");
    }

    @Test
    void claimsNoMoreThanTheRowsThatItSees() {
        add("a", "b");
        assertThat(footer(get("/admin/clients"))).isEqualTo("2 clients");

        add("c", "d", "e", "f", "g");
        assertThat(footer(get("/admin/clients"))).isEqualTo("The first 3 clients, in the order of their ids");
        assertThat(footer(get("/admin/clients?after=b"))).isEqualTo("The next 3 clients, in the order of their ids");
        assertThat(footer(get("/admin/clients?after=e"))).isEqualTo("The last 2 clients");
        assertThat(footer(get("/admin/clients?after=f"))).isEqualTo("The last client");
    }

    @Test
    void leadsBackFromBehindTheEnd() {
        add("a");

        var page = get("/admin/clients?after=z");

        assertThat(page.select(".console-nothing").text()).isEqualTo("There are no further clients. First page");
    }

    @Test
    void explainsHowTheFirstClientIsDeclared() {
        var page = get("/admin/clients");

        assertThat(page.select("table, form[role=search]")).isEmpty();
        assertThat(page.expectFirst(".console-empty h2").text()).isEqualTo("No clients yet");
        assertThat(page.select(".console-empty code").text()).isEqualTo("config/clients.yaml");
        assertThat(page.expectFirst(".console-empty pre").wholeText()).startsWith("""
                clients:
                  - client_id: my-app
                    client_name: My application
                    redirect_uris:
                """);
    }

    @Test
    void leadsToTheAccountAndOutOfIt() {
        var page = get("/admin/clients");

        assertThat(page.select("a[href=/account]").text()).isEqualTo("Your account");
        assertThat(page.select("form[method=post][action=/logout] button").text())
                .isEqualTo("Sign out");
        assertThat(page.select("nav [aria-current=page]").text()).isEqualTo("Clients");
    }

    @ParameterizedTest
    @CsvSource({"en-GB, en, Search", "de-CH, de, Suchen", "fr, en, Search"})
    void speaksTheLanguageThatItSays(String accepted, String language, String button) {
        add("a");

        var page = get(Locale.forLanguageTag(accepted), "/admin/clients");

        assertThat(page.select("form[role=search] button").text()).isEqualTo(button);
        assertThat(page.expectFirst("html").attr("lang")).isEqualTo(language);
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "de"})
    void hasWordsForEverythingThatItShows(String language) {
        var locale = Locale.forLanguageTag(language);
        assertThat(get(locale, "/admin/clients").html()).doesNotContain("??");

        for (var kind : Kind.values()) {
            for (var method : new String[] {"none", "client_secret_basic", "client_secret_post", "private_key_jwt"}) {
                directory.clients.add(new ClientSummary(kind + method, "Name", kind, method, false, false));
            }
        }
        for (var search : new String[] {"", "a", "MACHINEnone", "nothing"}) {
            for (var after : new String[] {"", "M", "NATIVE_OR_BROWSERnone", "WEBclient_secret_post", "Z"}) {
                var page = get(locale, "/admin/clients?search={search}&after={after}", search, after);
                assertThat(page.html()).doesNotContain("??");
                assertThat(page.select("td").eachText())
                        .doesNotContainAnyElementsOf(
                                List.of("none", "client_secret_basic", "client_secret_post", "private_key_jwt"));
            }
        }
    }

    @Test
    void needsNoScriptAndNoInlineStyle() {
        add("a");

        assertThat(get("/admin/clients").select("script, style, [style], [onclick], [onload]"))
                .isEmpty();
    }

    private void add(String... ids) {
        for (var id : ids) {
            directory.clients.add(new ClientSummary(id, id, Kind.MACHINE, "private_key_jwt", true, true));
        }
    }

    private static List<String> ids(Document page) {
        return page.select("tbody code.console-id").eachText();
    }

    private static String footer(Document page) {
        return page.expectFirst(".console-foot > span").text();
    }

    private Document follow(Document page, String link) {
        return parse(
                mvc.get().uri(URI.create(page.expectFirst(link).attr("href"))).exchange());
    }

    private Document get(String uri, Object... variables) {
        return get(Locale.ENGLISH, uri, variables);
    }

    private Document get(Locale locale, String uri, Object... variables) {
        return parse(mvc.get().uri(uri, variables).locale(locale).exchange());
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
