package dev.signet.idp.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.idp.access.Role;
import dev.signet.idp.access.Roles;
import dev.signet.idp.settings.IdpProperties;
import dev.signet.idp.test.AuthenticatorApp;
import dev.signet.idp.test.Browser;
import dev.signet.idp.test.Persona;
import dev.signet.idp.test.RelyingParty;
import dev.signet.idp.test.SignetTest;
import dev.signet.idp.user.Accounts;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

@SignetTest
@DisplayName("A person's own pages")
class AccountPagesTests {

    private static final String ANDROID = "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko)"
            + " Chrome/141.0.0.0 Mobile Safari/537.36";

    @Autowired
    ApplicationContext context;

    @Autowired
    IdpProperties idp;

    @Autowired
    Accounts accounts;

    @Autowired
    Roles roles;

    @Autowired
    JdbcClient jdbc;

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
    void sayWithWhatAndFromWhereEachSessionBegan() {
        var sessions = here.open("/account/sessions").html().select("section[aria-labelledby=open] li");

        assertThat(sessions).hasSize(2).allSatisfy(it -> {
            assertThat(it.select("strong").text()).isEqualTo("Chrome on Android");
            assertThat(it.text()).contains("used just now", "from 127.0.0.1", "signed in just now", "password");
            assertThat(it.select("time[datetime][title$=UTC]")).hasSize(2);
        });
    }

    @Test
    void endThisSessionToo() {
        var page = here.open("/account/sessions");
        var current = page.html().expectFirst("li:contains(this one) form[action$=/end]");
        var session = here.cookies().get("__Host-signet");

        page = here.submit(page, "form[action=" + current.attr("action") + "]", Map.of());

        assertThat(page.address().getPath()).isEqualTo("/login");
        here.cookies().put("__Host-signet", session);
        assertThat(here.open("/account").address().getPath()).isEqualTo("/login");
        assertThat(there.open("/account").address().getPath()).isEqualTo("/account");
    }

    @Test
    void forgetABrowser() {
        var page = here.open("/account/sessions");
        assertThat(page.html().select("form[action$=/forget]")).hasSize(2);

        page = here.submit(page, "li:contains(this one) form[action$=/forget]", Map.of());

        assertThat(page.html().select("[role=status]").text()).contains("forgotten");
        assertThat(page.html().select("form[action$=/forget]")).hasSize(1);
        assertThat(page.html().select("section[aria-labelledby=browsers] li:contains(this one)"))
                .isEmpty();
    }

    @Test
    void whatIsSomebodyElsesLooksLikeWhatIsNotThere() {
        var stranger = new Browser(idp.issuer());
        var grace = Persona.ada(context);
        grace.signIn(stranger, stranger.open("/login"));
        var hers = stranger.open("/account/sessions").html();

        for (var path : List.of("/account/sessions/{id}/end", "/account/sessions/devices/{id}/forget")) {
            var ending = path.substring(path.lastIndexOf('/'));
            var foreign =
                    answer(hers.expectFirst("form[action$=" + ending + "]").attr("action"));
            assertThat(foreign).startsWith("404");
            for (var absent : List.of(UUID.randomUUID().toString(), "x", "1-1-1-1-1", "%20")) {
                assertThat(answer(path.replace("{id}", absent))).as(absent).isEqualTo(foreign);
            }
        }
        var after = stranger.open("/account/sessions");
        assertThat(after.address().getPath()).isEqualTo("/account/sessions");
        assertThat(after.html().select("form[action$=/forget]")).hasSize(1);
    }

    @Test
    void leadWhoseSessionEndedMeanwhileToSignInAndBack() {
        var page = here.open("/account/sessions");
        var profile = here.open("/account");
        there.submit(there.open("/account/sessions"), "form[action$=end-others]", Map.of());

        var signIn = here.submit(page, "form[action$=/end]", Map.of());
        assertThat(signIn.address().getPath()).isEqualTo("/login");
        assertThat(ada.signIn(here, signIn).address().getPath()).isEqualTo("/account/sessions");

        there.submit(there.open("/account/sessions"), "form[action$=end-others]", Map.of());
        signIn = here.submit(profile, "main form", Map.of("name", "Too late"));
        assertThat(ada.signIn(here, signIn).address().getPath()).isEqualTo("/account");
        assertThat(accounts.find(ada.id()).orElseThrow().claims()).containsEntry("name", "Ada Lovelace");
    }

    @Test
    void speakThePersonsLanguageInEveryNewBrowser() {
        var page = here.open("/account");
        assertThat(page.html().select("#language option[selected]").attr("value"))
                .isEqualTo("en");
        page = here.submit(page, "main form", Map.of("language", "de"));
        assertThat(page.html().select("html").attr("lang")).isEqualTo("de");
        assertThat(accounts.find(ada.id()).orElseThrow().claims()).containsEntry("locale", "de");

        var elsewhere = signedIn();
        assertThat(elsewhere.open("/account").html().select("html").attr("lang"))
                .isEqualTo("de");

        var chosen = new Browser(idp.issuer());
        chosen.submit(chosen.open("/login"), "footer form", Map.of("language", "en"));
        ada.signIn(chosen, chosen.open("/login"));
        assertThat(chosen.open("/account").html().select("html").attr("lang")).isEqualTo("en");
    }

    @Test
    void sayWhoseTheyAre() {
        assertThat(here.open("/account/sessions").html().select("header").text())
                .contains("Ada Lovelace");
        assertThat(here.open("/account/email").html().select("header").text()).contains("Ada Lovelace");
    }

    @Test
    void markTheSectionThatIsOpen() {
        for (var section : List.of("", "/authenticators", "/sessions", "/applications", "/activity", "/data")) {
            var page = here.open("/account" + section);
            assertThat(page.html().select("nav a[aria-current=page]").eachAttr("href"))
                    .containsExactly("/account" + section);
        }
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
        assertThat(page.html().select("main").text())
                .contains(
                        "Northwind Books", "Recognising you when you come back Your e-mail address", "it ends at once");
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
    void giveThePersonTheirDataAndNoSecret() {
        var shop = RelyingParty.shop(idp.issuer(), "openid email");
        shop.tokens(here.submit(here.open(shop.authorizationRequest()), Map.of("decision", "approve"))
                .address());
        AuthenticatorApp.enrol(here, Clock.systemUTC());

        var data = here.submit(here.open("/account/data"), "form[action$=download]", Map.of());

        assertThat(data.header("Content-Disposition")).startsWith("attachment");
        assertThat(data.header("Cache-Control")).contains("no-store");
        var json = new JsonMapper().readTree(data.body());
        assertThat(json.propertyNames())
                .containsExactly(
                        "exported_at",
                        "sub",
                        "created_at",
                        "profile",
                        "roles",
                        "password_changed_at",
                        "authenticators",
                        "linked_sign_ins",
                        "sessions",
                        "browsers",
                        "consents",
                        "access",
                        "activity");
        assertThat(json.at("/profile/email").asString()).isEqualTo(ada.email());
        assertThat(json.at("/profile/address/locality").asString()).isEqualTo("London");
        assertThat(json.at("/authenticators/0").propertyNames())
                .containsExactly("id", "kind", "name", "created_at", "last_used_at");
        assertThat(json.at("/sessions")).hasSize(2);
        assertThat(json.at("/sessions/0").propertyNames())
                .containsExactly("sid", "methods", "started_at", "last_seen", "address", "user_agent");
        assertThat(json.at("/browsers")).hasSize(2);
        assertThat(json.at("/browsers/0").propertyNames())
                .containsExactly("id", "user_agent", "first_seen", "last_seen", "last_address", "remembered_until");
        assertThat(json.at("/consents/shop").propertyNames()).containsExactly("scopes", "granted_at");
        assertThat(json.at("/access/0").propertyNames()).containsExactly("client_id", "scopes", "since", "last_used");
        assertThat(json.at("/activity/0").propertyNames())
                .containsExactly("id", "at", "action", "refused", "client_id", "address");
        assertThat(data.body())
                .contains("session.started")
                .doesNotContain("argon2", here.cookies().get("__Host-signet"));
    }

    @Test
    void refuseToDeleteTheOnlyAdministrator() {
        jdbc.sql("DELETE FROM role_assignment").update();
        roles.grant(ada.id(), Role.ADMINISTRATOR);
        var refused = here.open("/account/data/delete");
        assertThat(refused.html().select("main").text()).contains("only administrator");
        assertThat(refused.html().select("main form")).isEmpty();
        var csrf = refused.html().select("input[name=_csrf]").attr("value");

        here.post("/account/data/delete", Map.of("_csrf", csrf, "email", ada.email()));
        assertThat(accounts.find(ada.id())).isPresent();

        roles.grant(Persona.ada(context).id(), Role.ADMINISTRATOR);
        here.submit(here.open("/account/data/delete"), Map.of("email", ada.email()));
        assertThat(accounts.find(ada.id())).isEmpty();
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
        var browser = new Browser(idp.issuer()).describedAs(ANDROID);
        ada.signIn(browser, browser.open("/login"));
        return browser;
    }

    /** Status, headers and body of what a form that was sent to {@code path} gets, but for what differs each time. */
    private String answer(String path) {
        var token = here.open("/account/sessions")
                .html()
                .select("input[name=_csrf]")
                .attr("value");
        var page = here.post(path, Map.of("_csrf", token));
        var id = page.html().select("dd").text();
        var headers = new TreeMap<>(page.headers());
        headers.keySet().removeAll(Set.of("date", "x-request-id"));
        return (page.status() + "\n" + headers + "\n" + page.body()).replace(id.isEmpty() ? "\n" : id, "");
    }
}
