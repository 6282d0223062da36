package dev.signet.idp.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.idp.settings.IdpProperties;
import dev.signet.idp.test.Browser;
import dev.signet.idp.test.Persona;
import dev.signet.idp.test.RelyingParty;
import dev.signet.idp.test.SignetTest;
import dev.signet.idp.user.Accounts;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

@SignetTest
@DisplayName("A person's own pages")
class AccountPagesTests {

    @Autowired
    ApplicationContext context;

    @Autowired
    IdpProperties idp;

    @Autowired
    Accounts accounts;

    Persona ada;
    Browser here;
    Browser there;

    @BeforeEach
    void signInTwice() {
        ada = Persona.ada(context);
        here = signedIn();
        there = signedIn();
    }

    @Test
    void showEverySessionAndEndOneOfThemAtOnce() {
        var page = here.open("/account/sessions");
        assertThat(page.html().select("form[action$=/end]")).hasSize(2);
        var current = page.html().select("li:contains(this one) form[action$=/end]");
        assertThat(current).hasSize(1);

        var other = page.html().select("form[action$=/end]").stream()
                .filter(it -> !it.attr("action").equals(current.attr("action")))
                .findFirst()
                .orElseThrow();
        page = here.submit(page, "form[action=" + other.attr("action") + "]", Map.of());

        assertThat(page.html().select("form[action$=/end]")).hasSize(1);
        assertThat(there.open("/account").address().getPath()).isEqualTo("/login");
        assertThat(here.open("/account").status()).isEqualTo(200);
        assertThat(here.open("/account").address().getPath()).isEqualTo("/account");
    }

    @Test
    void endEverythingElse() {
        var third = signedIn();

        here.submit(here.open("/account/sessions"), "form[action$=end-others]", Map.of());

        assertThat(there.open("/account").address().getPath()).isEqualTo("/login");
        assertThat(third.open("/account").address().getPath()).isEqualTo("/login");
        assertThat(here.open("/account").address().getPath()).isEqualTo("/account");
    }

    @Test
    void anotherPersonsSessionIsNotThere() {
        var stranger = new Browser(idp.issuer());
        var grace = Persona.ada(context);
        grace.signIn(stranger, stranger.open("/login"));
        var page = stranger.open("/account/sessions");
        var hers = page.html().select("form[action$=/end]").attr("action");
        var csrf = here.open("/account/sessions")
                .html()
                .select("input[name=_csrf]")
                .attr("value");

        var foreign = here.post(hers, Map.of("_csrf", csrf));
        var absent = here.post("/account/sessions/" + UUID.randomUUID() + "/end", Map.of("_csrf", csrf));

        assertThat(foreign.status()).isEqualTo(404);
        assertThat(withoutRequestId(foreign)).isEqualTo(withoutRequestId(absent));
        assertThat(stranger.open("/account").address().getPath()).isEqualTo("/account");
    }

    @Test
    void aNewPasswordEndsEverythingButThisBrowser() {
        var shop = RelyingParty.shop(idp.issuer(), "openid");
        there.submit(there.open(shop.authorizationRequest()), Map.of("decision", "approve"));

        var page = here.submit(here.open("/account/password"), Map.of("password", "a-river-of-tall-green-bottles"));

        assertThat(page.address().getPath()).isEqualTo("/account/authenticators");
        assertThat(there.open("/account").address().getPath()).isEqualTo("/login");
        assertThat(here.open("/account").address().getPath()).isEqualTo("/account");
        assertThat(here.open("/account/applications").html().select("form[action$=withdraw]"))
                .as("consent stays, tokens go")
                .hasSize(1);
        var again = new Browser(idp.issuer());
        assertThat(ada.signIn(again, again.open("/login")).address().getPath()).isEqualTo("/login");
    }

    @Test
    void aPasswordThatBreaksARuleChangesNothing() {
        var page = here.submit(here.open("/account/password"), Map.of("password", "short"));

        assertThat(page.html().select("#password-error").text()).contains("at least");
        assertThat(there.open("/account").address().getPath()).isEqualTo("/account");
    }

    @Test
    void listApplicationsAndTakeTheirAccessBack() {
        var shop = RelyingParty.shop(idp.issuer(), "openid email");
        var callback = here.submit(here.open(shop.authorizationRequest()), Map.of("decision", "approve"));
        var tokens = shop.tokens(callback.address());

        var page = here.open("/account/applications");
        assertThat(page.html().select("main").text()).contains("Northwind Books", "Your e-mail address");
        page = here.submit(page, "form[action$=withdraw]", Map.of());

        assertThat(page.html().select("form[action$=withdraw]")).isEmpty();
        assertThat(shop.refresh(tokens.getTokens().getRefreshToken()).indicatesSuccess())
                .isFalse();
        assertThat(here.open(shop.authorizationRequest()).html().select("button[value=approve]"))
                .as("asked again")
                .hasSize(1);
    }

    @Test
    void sayWhatHappenedInPages() {
        for (var i = 0; i < 26; i++) {
            here.submit(here.open("/account"), "main form", Map.of("nickname", "Ada " + i));
        }

        var first = here.open("/account/activity");
        assertThat(first.html().select("ol.rows > li")).hasSize(25);
        assertThat(first.html().select("ol.rows").text()).contains("Profile changed");
        var second = here.open(first.html().select("a:contains(Older)").attr("href"));
        assertThat(second.html().select("ol.rows").text()).contains("Signed in");
        assertThat(here.open("/account/activity?before=nonsense").status()).isEqualTo(200);
    }

    @Test
    void keepTheProfileToWhatIsSafe() {
        var page = here.submit(here.open("/account"), "main form", Map.of("website", "javascript:alert(1)"));
        assertThat(page.html().select("#website-error").text()).isNotBlank();
        assertThat(accounts.find(ada.id()).orElseThrow().claims()).doesNotContainKey("website");

        page = here.submit(
                here.open("/account"), "main form", Map.of("name", "Ada King", "phone_number_verified", "true"));
        assertThat(page.html().select("[role=status]").text()).isEqualTo("Saved.");
        assertThat(accounts.find(ada.id()).orElseThrow().claims())
                .containsEntry("name", "Ada King")
                .containsEntry("locale", "en-GB");
    }

    @Test
    void giveThePersonTheirData() {
        var data = here.open("/account/data/download");

        assertThat(data.header("Content-Disposition")).startsWith("attachment");
        assertThat(data.header("Cache-Control")).contains("no-store");
        assertThat(data.body())
                .contains(ada.email(), "Ada Lovelace", "session.started")
                .doesNotContain("argon2");
    }

    @Test
    void deleteTheAccountOnlyForWhoTypesItsAddress() {
        var page = here.submit(here.open("/account/data/delete"), Map.of("email", "somebody@example.com"));
        assertThat(page.html().select("[role=alert]").text()).contains("Nothing was deleted");
        assertThat(accounts.find(ada.id())).isPresent();

        page = here.submit(here.open("/account/data/delete"), Map.of("email", ada.email()));

        assertThat(page.html().select("h1").text()).isEqualTo("Your account is deleted");
        assertThat(accounts.find(ada.id())).isEmpty();
        assertThat(here.open("/account").address().getPath()).isEqualTo("/login");
        assertThat(there.open("/account").address().getPath()).isEqualTo("/login");
        assertThat(ada.signIn(there, there.open("/login")).address().getPath()).isEqualTo("/login");
    }

    private Browser signedIn() {
        var browser = new Browser(idp.issuer());
        ada.signIn(browser, browser.open("/login"));
        return browser;
    }

    private static String withoutRequestId(Browser.Page page) {
        var html = page.html();
        html.select("input[name=_csrf], dd").remove();
        return html.select("main").html();
    }
}
