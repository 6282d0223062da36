package dev.signet.idp.adminui;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.UnsupportedEncodingException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
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

/** The pages of the scopes, with everything behind them made up. */
@WebMvcTest(ScopesController.class)
@TestPropertySource(
        properties = {
            "spring.messages.basename=messages-admin",
            "spring.messages.always-use-message-format=true",
            "spring.messages.fallback-to-system-locale=false"
        })
class ScopesControllerTests {

    private static final String ORDERS = "/admin/scopes/scope?name=https%3A%2F%2Fx.example%2Forders";

    @TestConfiguration
    static class Fakes {

        @Bean
        FakeScopes scopes() {
            return new FakeScopes();
        }

        @Bean
        FakeViewer viewer() {
            return new FakeViewer();
        }
    }

    @Autowired
    MockMvcTester mvc;

    @Autowired
    FakeScopes scopes;

    @BeforeEach
    void asItWas() {
        scopes.description = "Read your orders";
    }

    @Test
    void listsEachWithItsTextClaimsAndClients() {
        var page = get("/admin/scopes");

        assertThat(page.select("tbody tr").eachText())
                .containsExactly(
                        "profile OpenID Connect Your name Ihr Name name locale 2",
                        "https://x.example/orders Read your orders 1");
        assertThat(page.select("tbody [lang=de]").text()).isEqualTo("Ihr Name");
        assertThat(page.select("main").text()).contains("config/clients.yaml", "10,000");
        assertThat(page.select("nav [aria-current=page]").text()).isEqualTo("Scopes");
    }

    @Test
    void leadsToAScopeWhoseNameIsAnAddress() {
        var address = get("/admin/scopes").select("tbody a").eachAttr("href").getLast();

        assertThat(get(address).select("h1").text()).isEqualTo("https://x.example/orders");
    }

    @Test
    void showsWhereItIsChangedAndWhoMayAskForIt() {
        var declared = get(ORDERS);
        var builtIn = get("/admin/scopes/scope?name=profile&after=a");

        assertThat(declared.select("main").text())
                .contains("config/clients.yaml", "All other languages Read your orders", "Northwind Books Disabled");
        assertThat(declared.select("a[rel=next]").attr("href")).endsWith("after=books");
        assertThat(builtIn.select("main").text()).contains("English Your name", "German Ihr Name", "name locale");
        assertThat(builtIn.select("a[rel=next]")).isEmpty();
    }

    @Test
    void showsAScriptAsText() {
        scopes.description = "<script>alert(1)</script>";

        assertThat(get("/admin/scopes").select("script")).isEmpty();
        assertThat(get(ORDERS).select("dd").text()).isEqualTo("<script>alert(1)</script>");
    }

    @Test
    void hasNothingToShowOfWhatIsNotThere() {
        assertThat(mvc.get().uri("/admin/scopes/scope?name=nothing")).hasStatus(404);
        assertThat(mvc.get().uri("/admin/scopes/scope")).hasRedirectedUrl("/admin/scopes");
    }

    private Document get(String uri) {
        var answer = mvc.get().uri(URI.create(uri)).locale(Locale.ENGLISH).exchange();
        assertThat(answer).hasStatusOk();
        try {
            return Jsoup.parse(answer.getResponse().getContentAsString(StandardCharsets.UTF_8));
        } catch (UnsupportedEncodingException e) {
            throw new IllegalStateException(e);
        }
    }
}
