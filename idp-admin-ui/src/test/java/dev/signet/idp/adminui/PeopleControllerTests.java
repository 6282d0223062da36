package dev.signet.idp.adminui;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.idp.adminui.PeopleDirectory.Reach;
import dev.signet.idp.adminui.PeopleDirectory.Status;
import dev.signet.idp.adminui.PeopleOffice.Creation;
import dev.signet.idp.adminui.PeopleOffice.Description;
import dev.signet.idp.adminui.PeopleOffice.Invitation;
import dev.signet.idp.adminui.PeopleOffice.Outcome;
import dev.signet.idp.adminui.PeopleOffice.Profile;
import dev.signet.idp.adminui.RoleDirectory.Assignment;
import dev.signet.idp.adminui.RoleDirectory.Problem;
import java.io.UnsupportedEncodingException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
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

/** The pages about people, sessions and roles, with everything behind them made up. */
@WebMvcTest({
    PeopleController.class,
    PersonActionsController.class,
    PersonFormController.class,
    PersonRolesController.class,
    LiveSessionsController.class,
    RolesController.class,
    ConsoleController.class
})
@TestPropertySource(
        properties = {
            "spring.messages.basename=messages-admin",
            "spring.messages.always-use-message-format=true",
            "spring.messages.fallback-to-system-locale=false"
        })
class PeopleControllerTests {

    private static final String ADA = "/admin/people/7b0f1c1e-0000-4000-8000-000000000001";
    private static final String NOBODY = "/admin/people/7b0f1c1e-0000-4000-8000-00000000ffff";
    private static final List<String> ACTIONS = List.of(
            "lock", "unlock", "require-factor", "waive-factor", "reset-password", "end-sessions", "lockdown", "erase");

    @TestConfiguration
    static class Fakes {

        @Bean
        FakePeople people() {
            return new FakePeople();
        }

        @Bean
        FakeSessions sessions(FakePeople people) {
            return new FakeSessions(people);
        }

        @Bean
        FakeRoles roles() {
            return new FakeRoles();
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
    FakeSessions sessions;

    @Autowired
    FakeRoles roles;

    @Autowired
    FakeViewer viewer;

    @BeforeEach
    void asItWas() {
        people.name = "A••• L•••";
        people.reach = Reach.WITHIN;
        people.status = Status.ACTIVE;
        people.hasToUseSecondFactor = false;
        people.outcome = new Outcome.Done(1);
        people.done.clear();
        roles.outcome = new RoleDirectory.Outcome.Done(2);
        roles.assignment = new Assignment.Assigned();
        roles.reach = Reach.WITHIN;
        roles.description = "For the office in Berlin";
        roles.done.clear();
        viewer.mayEverything();
    }

    @Test
    void listsPeopleMaskedAndLeadsOn() {
        var page = get("/admin/people?search=ada");

        assertThat(page.select("tbody th a").eachAttr("href")).containsExactly(ADA);
        assertThat(page.select("tbody td").eachText()).contains("a•••@e•••.com", "Active");
        assertThat(page.expectFirst("a[rel=next]").attr("href"))
                .isEqualTo("/admin/people?search=ada&after=" + FakePeople.ADA);
        assertThat(page.select("nav [aria-current=page]").text()).isEqualTo("People");
    }

    @Test
    void revealsOnlyWhatIsPosted() {
        assertThat(get("/admin/people").select("form[method=post][action=/admin/people/reveal]"))
                .hasSize(1);

        var revealed = parse(post("/admin/people/reveal", "search", "ada"));

        assertThat(revealed.text()).contains("ada@example.com", "The audit trail says that you looked.");
        assertThat(mvc.get().uri("/admin/people/reveal")).hasRedirectedUrl("/admin/people");
        assertThat(mvc.get().uri(ADA + "/reveal")).hasRedirectedUrl(ADA);
        assertThat(parse(post(ADA + "/reveal")).text()).contains("ada@example.com", "+44 20 7946 0000");
        assertThat(people.done).containsExactly("listed ", "revealed ada");
    }

    @Test
    void offersNothingThatTheViewerMayNotDo() {
        viewer.permissions.retainAll(Set.of("users:read"));

        assertThat(get("/admin/people").select("main form[method=post], main .console-actions a"))
                .isEmpty();
        assertThat(get(ADA).select("main form, main a")).isEmpty();
        assertThat(get(ADA).select("nav a").eachText()).containsExactly("People");
    }

    @ParameterizedTest
    @EnumSource(
            value = Reach.class,
            names = {"ONESELF", "BEYOND"})
    void offersNoChangeOfSomebodyWhoIsOutOfReach(Reach reach) {
        people.reach = reach;

        assertThat(get(ADA).select(
                                "main a[href$=lock], main a[href$=erase], main a[href$=edit], main a[href*=withdraw]"))
                .isEmpty();
        for (var action : ACTIONS) {
            assertThat(mvc.get().uri(ADA + "/" + action)).hasStatus(404);
        }
        assertThat(mvc.get().uri(ADA + "/withdraw?client_id=books")).hasStatus(404);
    }

    @Test
    void showsEverythingAboutAPersonThatIsNoSecret() {
        assertThat(get(ADA).expectFirst("main").text())
                .contains(
                        "A••• L•••",
                        "address not confirmed",
                        "•••0000",
                        "auditor",
                        "Authenticator app My phone",
                        "never used",
                        "Chrome on Android 192.0.•••",
                        "Northwind Books",
                        "openid profile",
                        "session.started refused");
    }

    @Test
    void saysWhatWillHappenAndHowManyItTouchesBeforeItDoes() {
        for (var action : ACTIONS) {
            var page = get(ADA + "/" + action);
            assertThat(page.select("form[method=post][action=" + ADA + "/" + action + "]"))
                    .hasSize(1);
        }
        assertThat(get(ADA + "/erase").expectFirst(".console-touched").text())
                .isEqualTo("2 sessions end. One application loses its access. One second factor goes.");
        assertThat(get(ADA + "/withdraw?client_id=books").text()).contains("Northwind Books loses its access");
        assertThat(mvc.get().uri(ADA + "/withdraw?client_id=other")).hasStatus(404);
        assertThat(people.done).isEmpty();
    }

    @Test
    void doesWhatIsPosted() {
        for (var action : ACTIONS) {
            assertThat(post(ADA + "/" + action, "confirmed", "true")).hasStatus(302);
        }
        assertThat(post(ADA + "/withdraw", "client_id", "books")).hasRedirectedUrl(ADA + "?done=withdrawn");

        assertThat(people.done)
                .containsExactly(
                        "LOCK",
                        "UNLOCK",
                        "REQUIRE_FACTOR",
                        "WAIVE_FACTOR",
                        "RESET_PASSWORD",
                        "END_SESSIONS",
                        "LOCKDOWN",
                        "ERASE",
                        "withdraw books");
    }

    @Test
    void erasesNobodyWithoutTheTick() {
        assertThat(parse(post(ADA + "/erase")).select("[role=alert]").text()).contains("Nothing was erased");
        assertThat(people.done).isEmpty();
    }

    @Test
    void keepsTheLastAdministrator() {
        people.outcome = new Outcome.LastAdministrator();
        roles.assignment = new Assignment.LastAdministrator();

        assertThat(parse(post(ADA + "/lock")).select("[role=alert]").text()).contains("Nothing was changed");
        assertThat(parse(post(ADA + "/roles", "seen", "administrator"))
                        .select("[role=alert]")
                        .text())
                .contains("Nothing was changed");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                NOBODY,
                NOBODY + "/roles",
                NOBODY + "/edit",
                NOBODY + "/lock",
                "/admin/people/1",
                "/admin/people/x/lock",
                ADA + "/anything",
                "/admin/roles/nobody",
                "/admin/roles/auditor/edit",
                "/admin/roles/auditor/delete"
            })
    void hasNothingToShowOfWhatIsNotThere(String uri) {
        assertThat(mvc.get().uri(uri)).hasStatus(404);
    }

    @Test
    void makesAPerson() {
        assertThat(post("/admin/people/new", "email", " ada@example.com ", "name", "Ada", "status", "disabled"))
                .hasRedirectedUrl(ADA + "?done=created");
        assertThat(people.done.getFirst())
                .startsWith("create ada@example.com {name=Ada, ")
                .doesNotContain("disabled");
    }

    @Test
    void saysBesideTheFieldWhatIsWrong() {
        people.creation = new Creation.Rejected(Map.of("email", "NOT_EMAIL", "locale", "NOT_LOCALE"));
        var page = parse(post("/admin/people/new", "email", "ada", "locale", "??"));
        people.creation = new Creation.EmailTaken();
        var taken = parse(post("/admin/people/new", "email", "ada@example.com"));
        people.creation = new Creation.Created(FakePeople.ADA);

        assertThat(page.expectFirst("#email-error").text()).isEqualTo("This is not an e-mail address.");
        assertThat(page.expectFirst("#email").attr("aria-describedby")).isEqualTo("email-error");
        assertThat(page.expectFirst("#email").val()).isEqualTo("ada");
        assertThat(page.expectFirst("#locale-error").text()).contains("de-CH");
        assertThat(taken.expectFirst("#email-error").text()).contains("Somebody has an account");
    }

    @ParameterizedTest
    @EnumSource(Invitation.class)
    void saysWhatBecameOfAnInvitation(Invitation invitation) {
        people.invitation = invitation;

        var answer = post("/admin/people/invite", "email", "ada@example.com");

        if (invitation == Invitation.INVITED) {
            assertThat(answer).hasRedirectedUrl("/admin/people?done=invited");
        } else {
            assertThat(parse(answer).select("#email-error, [role=alert]")).hasSize(1);
        }
    }

    @Test
    void showsBothWhereSomebodyElseWasFaster() {
        people.description =
                new Description.Stale(new Profile("v2", "Ada", Map.of("name", "Countess", "nickname", "")));
        var page = parse(post(ADA + "/edit", "version", "v1", "name", "Augusta"));
        people.description = new Description.Saved();

        assertThat(page.select("[role=alert]").text()).contains("Nothing of yours is saved yet");
        assertThat(page.expectFirst("#name").val()).isEqualTo("Augusta");
        assertThat(page.expectFirst("#name-now").text()).isEqualTo("Stored now: Countess");
        assertThat(page.expectFirst("#nickname-now").text()).isEqualTo("Stored now: nothing");
        assertThat(page.expectFirst("input[name=version]").val()).isEqualTo("v2");
    }

    @Test
    void saysWhatIsWrongWithAProfile() {
        people.description = new Description.Rejected(Map.of("name", "TOO_LONG"));
        var page = parse(post(ADA + "/edit", "version", "v1", "name", "A"));
        people.description = new Description.NotThere();
        var gone = post(ADA + "/edit", "version", "v1");
        people.description = new Description.Saved();

        assertThat(page.expectFirst("#name-error").text()).isEqualTo("This is too long.");
        assertThat(gone).hasStatus(404);
        assertThat(post(ADA + "/edit", "version", "v1", "name", "A")).hasRedirectedUrl(ADA + "?done=saved");
    }

    @Test
    void keepsMarkupAsText() {
        people.name = "<script>alert(1)</script>";
        roles.description = "<img src=x onerror=alert(1)>";

        for (var uri : List.of(
                "/admin/people?search=%22%3E%3Cscript%3E",
                ADA,
                ADA + "/edit",
                ADA + "/lock",
                "/admin/sessions?person=%22%3E%3Cimg%3E",
                "/admin/sessions/end?sid=" + FakePeople.SID,
                "/admin/roles",
                "/admin/roles/support-berlin",
                "/admin/roles/support-berlin/edit")) {
            assertThat(get(uri).select("script, main img")).as(uri).isEmpty();
        }
        assertThat(get(ADA).expectFirst("h1").text()).isEqualTo("<script>alert(1)</script>");
    }

    @Test
    void filtersSessionsAndKeepsTheFilterFromPageToPage() {
        var page = get("/admin/sessions?person= ada@example.com &address=192.0.2.7&client=books");

        assertThat(sessions.asked).isEqualTo(new SessionDirectory.Filter("ada@example.com", "192.0.2.7", "books"));
        assertThat(page.expectFirst("a[rel=next]").attr("href"))
                .isEqualTo("/admin/sessions?person=ada@example.com&address=192.0.2.7&client=books&after=next");
        assertThat(page.expectFirst("#client").val()).isEqualTo("books");
        assertThat(get("/admin/sessions?client=none").text()).contains("No live session fits.");
    }

    @Test
    void endsTheSessionsThatWereConfirmed() {
        var confirm = get("/admin/sessions/end?sid=" + FakePeople.SID);
        assertThat(confirm.expectFirst("form p").text()).isEqualTo("One session ends.");
        assertThat(confirm.select("form input[name=sid]").eachAttr("value")).containsExactly(FakePeople.SID.toString());
        assertThat(get("/admin/sessions/end").text()).contains("None of the chosen sessions");

        assertThat(post("/admin/sessions/end", "sid", FakePeople.SID.toString()))
                .hasRedirectedUrl("/admin/sessions?done=sessions");
        assertThat(sessions.ended).containsExactly(FakePeople.SID);
    }

    @Test
    void showsRolesAndWhoHasThem() {
        assertThat(get("/admin/roles").select("tbody tr")).hasSize(2);

        var own = get("/admin/roles/support-berlin");
        assertThat(own.text()).contains("2 people have it", "See people, masked", "For the office in Berlin");
        assertThat(own.select("a[href$=/edit], a[href$=/delete]")).hasSize(2);
        assertThat(get("/admin/roles/auditor").select("a[href$=/edit], a[href$=/delete]"))
                .isEmpty();
        assertThat(get("/admin/roles/support-berlin/delete").text()).contains("2 people lose it at once.");
    }

    @Test
    void makesChangesAndDeletesARole() {
        assertThat(post("/admin/roles/new", "name", "berlin", "permissions", "users:read"))
                .hasRedirectedUrl("/admin/roles/berlin?done=role-created");
        assertThat(post("/admin/roles/support-berlin/edit", "version", "3", "permissions", "users:read"))
                .hasRedirectedUrl("/admin/roles/support-berlin?done=role-saved");
        assertThat(post("/admin/roles/support-berlin/delete")).hasRedirectedUrl("/admin/roles?done=role-deleted");

        assertThat(roles.done)
                .containsExactly(
                        "create berlin [users:read]", "change support-berlin 3 [users:read]", "delete support-berlin");
    }

    @ParameterizedTest
    @EnumSource(Problem.class)
    void saysWhatIsWrongWithARole(Problem problem) {
        var field =
                problem == Problem.BEYOND_REACH ? "permissions" : problem == Problem.TOO_LONG ? "description" : "name";
        roles.outcome = new RoleDirectory.Outcome.Rejected(field, problem);

        var page = parse(post("/admin/roles/new", "name", "berlin"));

        assertThat(page.expectFirst("#" + field + "-error").text()).isNotBlank().doesNotContain("??");
    }

    @Test
    void showsBothWhereSomebodyElseChangedTheRole() {
        roles.outcome = new RoleDirectory.Outcome.Stale(roles.support());

        var page = parse(post("/admin/roles/support-berlin/edit", "version", "2", "description", "Mine"));

        assertThat(page.expectFirst("#description").val()).isEqualTo("Mine");
        assertThat(page.expectFirst("#description-now").text()).isEqualTo("Stored now: For the office in Berlin");
        assertThat(page.text()).contains("Is allowed now.");
        assertThat(page.expectFirst("input[name=version]").val()).isEqualTo("3");
    }

    @Test
    void assignsRolesAndShowsWhatTheyAllow() {
        var page = get(ADA + "/roles");
        assertThat(page.select("input[name=role][checked]").eachAttr("value")).containsExactly("auditor");
        assertThat(page.select("input[name=role][disabled]").eachAttr("value")).containsExactly("support-berlin");
        assertThat(page.select("section tbody tr").text()).isEqualTo("users:read auditor");

        assertThat(post(ADA + "/roles", "seen", "auditor", "role", "support-berlin"))
                .hasRedirectedUrl(ADA + "?done=roles");
        assertThat(roles.done).containsExactly("assign [auditor] [support-berlin]");
    }

    @Test
    void showsBothWhereSomebodyElseChangedTheRolesOfAPerson() {
        roles.assignment = new Assignment.Stale(roles.person());

        var page = parse(post(ADA + "/roles", "role", "support-berlin"));

        assertThat(page.select("[role=alert]").text()).contains("Nothing of yours is saved yet");
        assertThat(page.select("input[name=role][checked]").eachAttr("value")).containsExactly("support-berlin");
        assertThat(page.text()).contains("This person has it now.", "This person does not have it now.");
    }

    @Test
    void leadsToTheFirstPageThatIsOpen() {
        viewer.permissions.remove("clients:read");
        assertThat(mvc.get().uri("/admin")).hasRedirectedUrl("/admin/providers");
        viewer.permissions.remove("providers:read");
        assertThat(mvc.get().uri("/admin")).hasRedirectedUrl("/admin/people");

        viewer.permissions.clear();
        assertThat(mvc.get().uri("/admin")).hasStatus(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "de"})
    void hasWordsForEverythingAndNothingInline(String language) {
        var pages = Stream.of(
                Stream.of(
                        "/admin/people",
                        "/admin/people?search=nobody",
                        "/admin/people/new",
                        "/admin/people/invite",
                        ADA,
                        ADA + "/edit",
                        ADA + "/roles",
                        ADA + "/withdraw?client_id=books",
                        "/admin/sessions",
                        "/admin/sessions/end?sid=" + FakePeople.SID,
                        "/admin/roles",
                        "/admin/roles/new",
                        "/admin/roles/support-berlin",
                        "/admin/roles/support-berlin/edit",
                        "/admin/roles/support-berlin/delete"),
                ACTIONS.stream().map(it -> ADA + "/" + it),
                Stream.of("created", "invited", "saved", "roles", "withdrawn", "erased", "unchanged", "lock")
                        .map(it -> "/admin/people?done=" + it));
        pages.flatMap(it -> it).forEach(uri -> {
            var page = parse(
                    mvc.get().uri(uri).locale(Locale.forLanguageTag(language)).exchange());
            assertThat(page.html()).as(uri).doesNotContain("??");
            assertThat(page.select("script, style, [style], [onclick]")).as(uri).isEmpty();
            assertThat(page.select("h1")).as(uri).hasSize(1);
        });
    }

    private MvcTestResult post(String uri, String... fields) {
        var request = mvc.post().uri(uri);
        for (var i = 0; i < fields.length; i += 2) {
            request.param(fields[i], fields[i + 1]);
        }
        return request.exchange();
    }

    private Document get(String uri) {
        return parse(mvc.get()
                .uri(URI.create(uri.replace(" ", "%20")))
                .locale(Locale.ENGLISH)
                .exchange());
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
