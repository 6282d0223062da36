package dev.signet.idp.adminapi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.idp.access.Power;
import dev.signet.idp.access.Role;
import dev.signet.idp.access.Roles;
import dev.signet.idp.settings.IdpProperties;
import dev.signet.idp.test.Browser;
import dev.signet.idp.test.MailServer;
import dev.signet.idp.test.OwnClient;
import dev.signet.idp.test.Persona;
import dev.signet.idp.test.SignetTest;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

@SignetTest
@DisplayName("People in the API for administrators")
class AdminApiPeopleProtocolTests {

    @Autowired
    ApplicationContext application;

    @Autowired
    IdpProperties idp;

    @Autowired
    JdbcClient jdbc;

    OwnClient caller;
    AdminApi api;
    Persona ada;
    String path;

    @BeforeEach
    void somebody() {
        caller = AdminApi.machine(application, "administrator", AdminApi.ALL_SCOPES);
        api = AdminApi.client(application, caller, AdminApi.ALL_SCOPES);
        ada = Persona.ada(application);
        path = "/people/" + ada.id();
    }

    @Test
    void masksWhatWasNotAskedForInFull() {
        var masked = api.get(path);
        var revealed = api.get(path + "?reveal=true");

        assertThat(masked.body()).doesNotContain(ada.email()).doesNotContain("Lovelace");
        assertThat(revealed.json().path("email").asString()).isEqualTo(ada.email());
        assertThat(actions(ada.id().value())).containsExactly("personal-data.seen");
    }

    @Test
    void revealsNothingWithoutTheScopeOrThePermission() {
        var scoped = AdminApi.client(application, caller, "admin:users:read");
        var helpDesk = AdminApi.client(application, "help-desk", AdminApi.ALL_SCOPES);

        for (var other : List.of(scoped, helpDesk)) {
            assertThat(other.get(path).status()).isEqualTo(200);
            assertThat(other.get(path + "?reveal=true").problem()).isEqualTo("403 forbidden");
            assertThat(other.get("/people?reveal=true").problem()).isEqualTo("403 forbidden");
            assertThat(other.get("/people?search=" + ada.email().substring(0, 8))
                            .json()
                            .path("people"))
                    .as("the search tells nothing that the mask hides")
                    .isEmpty();
            assertThat(other.get("/people?search=" + ada.email()).json().path("people"))
                    .hasSize(1);
        }
    }

    @Test
    void makesAnAccountAndMailsItsOwner() {
        var email = "grace." + UUID.randomUUID() + "@example.com";
        var wanted = "{\"email\": \"%s\", \"profile\": {\"name\": \"Grace Hopper\"}}".formatted(email);

        var created = api.post("/people", wanted, "Idempotency-Key", email);
        var again = api.post("/people", wanted, "Idempotency-Key", email);

        assertThat(created.status()).as(created.toString()).isEqualTo(201);
        assertThat(again.json()).isEqualTo(created.json());
        assertThat(created.header("Location"))
                .isEqualTo("/api/admin/v1/people/" + created.json().path("id").asString());
        assertThat(MailServer.shared().awaitMailTo(email)).isNotNull();
        assertThat(api.post("/people", wanted).problem()).isEqualTo("409 conflict");
        assertThat(api.post("/people", "{\"email\": \"nobody\", \"profile\": {\"zoneinfo\": \"Moon\"}}")
                        .wrongFields())
                .isEqualTo("email profile.zoneinfo");
        assertThat(api.post("/people", "{\"email\": \"a@example.com\", \"profile\": {\"birthday\": \"1\"}}")
                        .wrongFields())
                .isEqualTo("profile.birthday");
    }

    @Test
    void changesAProfileUnlessSomebodyElseDid() {
        var seen = api.get(path + "/profile");
        assertThat(seen.json().path("family_name").asString()).isEqualTo("Lovelace");

        var saved = api.put(
                path + "/profile", "{\"name\": \"Ada King\", \"locale\": \"en\"}", "If-Match", seen.header("ETag"));
        var late = api.put(path + "/profile", "{\"name\": \"Other\"}", "If-Match", seen.header("ETag"));

        assertThat(saved.status()).as(saved.toString()).isEqualTo(200);
        assertThat(saved.json().path("name").asString()).isEqualTo("Ada King");
        assertThat(saved.json().has("family_name")).isFalse();
        assertThat(late.problem()).isEqualTo("412 precondition-failed");
        assertThat(api.put(path + "/profile", "{}").problem()).isEqualTo("428 precondition-required");
    }

    @Test
    void locksAndUnlocks() {
        var browser = new Browser(idp.issuer());
        ada.signIn(browser, browser.open("/login"));

        assertThat(api.post(path + "/lock", "").json().path("touched").asInt()).isEqualTo(1);
        assertThat(browser.open("/account").address().getPath()).isEqualTo("/login");
        assertThat(api.get(path).json().path("status").asString()).isEqualTo("locked");
        assertThat(api.post(path + "/lock", "").json().path("touched").asInt()).isZero();
        assertThat(api.post(path + "/unlock", "").json().path("touched").asInt())
                .isEqualTo(1);
        assertThat(actions(ada.id().value())).contains("account.status-changed");
    }

    @Test
    void endsSessionsOneSeveralOrAll() {
        for (var i = 0; i < 4; i++) {
            var browser = new Browser(idp.issuer());
            ada.signIn(browser, browser.open("/login"));
        }
        var list = api.get("/sessions?person=" + ada.id()).json().path("sessions");
        assertThat(list.size()).isGreaterThanOrEqualTo(4);
        var sids = list.valueStream().map(it -> it.path("sid").asString()).toList();

        assertThat(api.delete("/sessions/" + sids.get(0)).status()).isEqualTo(204);
        assertThat(api.delete("/sessions/" + sids.get(0)).problem()).isEqualTo("404 not-found");
        assertThat(api.post("/sessions/revocations", "{\"sids\": [\"%s\", \"%s\"]}".formatted(sids.get(1), sids.get(2)))
                        .json()
                        .path("ended")
                        .asInt())
                .isEqualTo(2);
        assertThat(api.post("/sessions/revocations", "{\"sids\": [\"nonsense\"]}")
                        .problem())
                .isEqualTo("422 invalid-content");
        assertThat(api.delete(path + "/sessions").json().path("touched").asInt())
                .isEqualTo(sids.size() - 3);
        assertThat(actions(ada.id().value())).contains("session.ended");
    }

    @Test
    void givesAndTakesRoles() {
        var seen = api.get(path + "/roles");
        assertThat(seen.json().path("roles")).isEmpty();

        var given = api.put(path + "/roles", "{\"roles\": [\"auditor\"]}", "If-Match", seen.header("ETag"));
        var late = api.put(path + "/roles", "{\"roles\": []}", "If-Match", seen.header("ETag"));

        assertThat(given.status()).as(given.toString()).isEqualTo(200);
        assertThat(given.json().path("permissions").path("audit:read").path(0).asString())
                .isEqualTo("auditor");
        assertThat(late.problem()).isEqualTo("412 precondition-failed");
        assertThat(api.put(path + "/roles", "{\"roles\": [\"no-such\"]}", "If-Match", given.header("ETag"))
                        .problem())
                .isEqualTo("404 not-found");
        assertThat(jdbc.sql("""
                        SELECT (details ->> 'before') || '>' || (details ->> 'after') || ' ' || (details ->> 'by-client')
                          FROM audit_event
                         WHERE action = 'roles.changed' AND subject_id = :subject AND actor_id = :actor
                        """)
                        .param("subject", ada.id().value())
                        .param("actor", Power.standIn(caller.id()).value())
                        .query(String.class)
                        .list())
                .containsExactly(">auditor " + caller.id());
    }

    /** Otherwise a token of an administrator for roles alone would be one for everything. */
    @Test
    void givesNoRoleThatAllowsMoreThanTheToken() {
        var scopes = "admin:users:read admin:roles:read admin:roles:write";
        var narrow = AdminApi.person(application, Persona.ada(application), scopes, Role.ADMINISTRATOR);
        var seen = narrow.get(path + "/roles").header("ETag");

        assertThat(narrow.put(path + "/roles", "{\"roles\": [\"administrator\"]}", "If-Match", seen)
                        .problem())
                .isEqualTo("404 not-found");
        var role = "{\"name\": \"r%s\", \"description\": \"\", \"permissions\": [\"%s\"]}";
        var name = UUID.randomUUID().toString().substring(0, 8);
        assertThat(narrow.post("/roles", role.formatted(name, "audit:read")).wrongFields())
                .isEqualTo("permissions");
        assertThat(narrow.post("/roles", role.formatted(name, "users:read")).status())
                .isEqualTo(201);
    }

    @Test
    void changesNothingAboutOneself() {
        var somebody = Persona.ada(application);
        var own = AdminApi.person(application, somebody, AdminApi.ALL_SCOPES, Role.ADMINISTRATOR);
        var me = "/people/" + somebody.id();

        assertThat(own.post(me + "/lock", "").problem()).isEqualTo("404 not-found");
        var seen = own.get(me + "/roles").header("ETag");
        assertThat(own.put(me + "/roles", "{\"roles\": []}", "If-Match", seen).problem())
                .isEqualTo("404 not-found");
    }

    /** Somebody who may do more, and somebody who is not there, look the same. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/lock",
                "/unlock",
                "/lockdown",
                "/require-factor",
                "/reset-password",
            })
    void doesNothingToWhoMayDoMore(String action) {
        application.getBean(Roles.class).grant(ada.id(), Role.ADMINISTRATOR);
        var helpDesk = AdminApi.client(application, "help-desk", AdminApi.ALL_SCOPES);

        var mightier = helpDesk.post(path + action, "");
        var missing = helpDesk.post("/people/" + UUID.randomUUID() + action, "");

        assertThat(mightier.problem()).isEqualTo("404 not-found");
        assertThat(plain(mightier)).isEqualTo(plain(missing));
        assertThat(api.get(path).json().path("status").asString()).isEqualTo("active");
    }

    @Test
    void erases() {
        assertThat(api.delete(path).status()).isEqualTo(200);
        assertThat(api.get(path).problem()).isEqualTo("404 not-found");
        assertThat(api.delete(path).problem()).isEqualTo("404 not-found");
    }

    @Test
    void asksForAnIdAndNothingElse() {
        assertThat(api.get("/people/nonsense").problem()).isEqualTo("404 not-found");
        assertThat(api.get("/people?reveal=perhaps").wrongFields()).isEqualTo("reveal");
    }

    private static String plain(AdminApi.Answer answer) {
        return answer.body().replace(answer.header("X-Request-Id"), "");
    }

    private List<@Nullable String> actions(UUID subject) {
        return jdbc.sql("""
                        SELECT action
                          FROM audit_event
                         WHERE subject_id = :subject AND actor_id = :actor AND details ->> 'by-client' = :client
                         ORDER BY occurred_at
                        """)
                .param("subject", subject)
                .param("actor", Power.standIn(caller.id()).value())
                .param("client", caller.id())
                .query(String.class)
                .list();
    }
}
