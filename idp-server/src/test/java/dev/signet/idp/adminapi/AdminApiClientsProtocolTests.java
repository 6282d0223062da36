package dev.signet.idp.adminapi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.idp.access.Power;
import dev.signet.idp.test.OwnClient;
import dev.signet.idp.test.SignetTest;
import dev.signet.idp.test.Together;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

@SignetTest
@DisplayName("Clients in the API for administrators")
class AdminApiClientsProtocolTests {

    private static final String SCOPES = "admin:clients:read admin:clients:write";
    private static final String WEB = """
            {"client_id": "%s", "metadata": {"client_name": "Web shop", "redirect_uris": ["https://shop.example/callback"],
             "scope": "openid email", "access_token_lifetime": "10m"}}""";

    @Autowired
    ApplicationContext application;

    @Autowired
    JdbcClient jdbc;

    OwnClient caller;
    AdminApi api;
    String id;

    @BeforeEach
    void client() {
        caller = AdminApi.machine(application, "client-manager", SCOPES);
        api = AdminApi.client(application, caller, SCOPES);
        id = "api-" + UUID.randomUUID();
    }

    @Test
    void registersAClientAndShowsItsSecretOnce() {
        var created = api.post("/clients", WEB.formatted(id));

        assertThat(created.status()).as(created.toString()).isEqualTo(201);
        assertThat(created.header("Location")).isEqualTo("/api/admin/v1/clients/" + id);
        assertThat(created.json().path("client_secret").asString()).isNotEmpty();
        var client = api.get("/clients/" + id);
        assertThat(client.header("ETag")).isEqualTo(created.header("ETag"));
        assertThat(client.json().path("metadata").path("access_token_lifetime").asString())
                .isEqualTo("10m");
        assertThat(client.json().path("secrets")).hasSize(1);
        assertThat(client.body())
                .doesNotContain(created.json().path("client_secret").asString());
        assertThat(changes("client.registered")).containsExactly(id);
    }

    @Test
    void namesEveryFieldThatIsWrong() {
        var answer = api.post("/clients", """
                {"client_id": "%s", "metadata": {"redirect_uris": ["http://shop.example/#a"], "colour": "blue"}}
                """.formatted(id));

        assertThat(answer.problem()).isEqualTo("422 invalid-content");
        assertThat(answer.wrongFields()).isEqualTo("metadata.colour metadata.redirect_uris");
        assertThat(api.get("/clients/" + id).problem()).isEqualTo("404 not-found");
    }

    @Test
    void refusesWhatItDoesNotUnderstand() {
        assertThat(api.post("/clients", "{\"client_id\": \"x\", \"metadata\": {}, \"colour\": 1}")
                        .wrongFields())
                .isEqualTo("colour");
        assertThat(api.post("/clients", "{\"client_id\": 5, \"metadata\": {}}").wrongFields())
                .isEqualTo("client_id");
        assertThat(api.post("/clients", "{}").wrongFields()).isEqualTo("client_id metadata");
        for (var nonsense : List.of("", "[]", "null", "{", "{\"client_id\": \"a\", \"client_id\": \"b\"}", "{} {}")) {
            assertThat(api.post("/clients", nonsense).problem()).as(nonsense).isEqualTo("400 invalid-request");
        }
        assertThat(api.post("/clients", "client_id=x", "Content-Type", "application/x-www-form-urlencoded")
                        .status())
                .isEqualTo(415);
        assertThat(api.post("/clients", "{\"client_id\": \"" + "x".repeat(70_000) + "\"}")
                        .problem())
                .isEqualTo("413 content-too-large");
        assertThat(api.post("/clients", "{\"client_id\": \"a\\u0000b\", \"metadata\": {}}")
                        .wrongFields())
                .isEqualTo("client_id");
        var unknown = api.get("/clients?serach=a&search=b&search=c");
        assertThat(unknown.problem()).isEqualTo("400 invalid-request");
        assertThat(unknown.wrongFields()).isEqualTo("search serach");
    }

    @Test
    void leadsThroughAllClientsPageByPage() {
        for (var i = 0; i < 27; i++) {
            api.post("/clients", WEB.formatted("%s-%02d".formatted(id, i)));
        }

        var ids = new ArrayList<String>();
        var cursor = "";
        do {
            var page = api.get("/clients?search=" + id + cursor).json();
            page.path("clients").forEach(it -> ids.add(it.path("client_id").asString()));
            cursor = page.has("next_cursor")
                    ? "&cursor=" + page.path("next_cursor").asString()
                    : "";
        } while (!cursor.isEmpty());

        assertThat(ids).hasSize(27).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void takesNoCursorOfAnotherList() {
        for (var i = 0; i < 26; i++) {
            api.post("/clients", WEB.formatted("%s-%02d".formatted(id, i)));
        }
        var cursor = api.get("/clients?search=" + id).json().path("next_cursor").asString();

        assertThat(api.get("/clients?search=" + id + "&cursor=" + cursor).status())
                .isEqualTo(200);
        assertThat(api.get("/clients?search=other&cursor=" + cursor).problem()).isEqualTo("400 bad-cursor");
        assertThat(api.get("/clients?search=" + id + "&cursor=x" + cursor).problem())
                .isEqualTo("400 bad-cursor");
        assertThat(api.get("/clients?search=" + id + "&cursor=").problem()).isEqualTo("400 bad-cursor");
    }

    @Test
    void savesNothingOverWhatSomebodyElseSaved() {
        var seen = api.post("/clients", WEB.formatted(id)).header("ETag");
        var rename = "{\"metadata\": {\"client_name\": \"%s\"}}";

        var first = api.patch("/clients/" + id, rename.formatted("First"), "If-Match", seen);
        var second = api.patch("/clients/" + id, rename.formatted("Second"), "If-Match", seen);

        assertThat(first.status()).as(first.toString()).isEqualTo(200);
        assertThat(second.problem()).isEqualTo("412 precondition-failed");
        assertThat(api.patch("/clients/" + id, rename.formatted("Third")).problem())
                .isEqualTo("428 precondition-required");
        assertThat(api.patch("/clients/" + id, rename.formatted("Third"), "If-Match", "W/" + seen)
                        .problem())
                .isEqualTo("400 invalid-request");
        var client = api.get("/clients/" + id).json().path("metadata");
        assertThat(client.path("client_name").asString()).isEqualTo("First");
        assertThat(client.path("scope").asString()).isEqualTo("openid email");
        assertThat(changes("client.changed")).containsExactly(id);
    }

    @Test
    void replacesAllThatIsRegistered() {
        var seen = api.post("/clients", WEB.formatted(id)).header("ETag");

        var replaced = api.put(
                "/clients/" + id,
                "{\"metadata\": {\"redirect_uris\": [\"https://shop.example/other\"], \"scope\": \"openid\"}}",
                "If-Match",
                seen);

        assertThat(replaced.status()).as(replaced.toString()).isEqualTo(200);
        var metadata = replaced.json().path("client").path("metadata");
        assertThat(metadata.has("client_name")).isFalse();
        assertThat(metadata.path("access_token_lifetime").asString()).isEqualTo("5m");
    }

    @Test
    void disablesEnablesAndDeletes() {
        api.post("/clients", WEB.formatted(id));

        assertThat(api.post("/clients/" + id + "/disable", "")
                        .json()
                        .path("enabled")
                        .asBoolean())
                .isFalse();
        assertThat(api.post("/clients/" + id + "/disable", "").status()).isEqualTo(200);
        assertThat(api.post("/clients/" + id + "/enable", "")
                        .json()
                        .path("enabled")
                        .asBoolean())
                .isTrue();
        assertThat(api.delete("/clients/" + id).status()).isEqualTo(204);
        assertThat(api.delete("/clients/" + id).problem()).isEqualTo("404 not-found");
        assertThat(changes("client.disabled", "client.enabled", "client.deleted"))
                .hasSize(3);
    }

    @Test
    void addsAndEndsSecrets() {
        api.post("/clients", WEB.formatted(id));
        var path = "/clients/" + id + "/secrets";
        var first = api.get("/clients/" + id)
                .json()
                .path("secrets")
                .path(0)
                .path("id")
                .asString();

        assertThat(api.delete(path + "/" + first).problem()).isEqualTo("409 conflict");
        assertThat(api.post(path, "").status()).isEqualTo(201);
        assertThat(api.post(path, "").problem()).isEqualTo("409 conflict");
        assertThat(api.delete(path + "/" + UUID.randomUUID()).problem()).isEqualTo("404 not-found");
        assertThat(api.delete(path + "/nonsense").problem()).isEqualTo("404 not-found");
        assertThat(api.delete(path + "/" + first).status()).isEqualTo(204);
    }

    @Test
    void reachesIdsThatMeanSomethingInAnAddress() {
        var odd = "https://" + id + "/a?b;c%2F";
        var created = api.post("/clients", WEB.formatted(odd));

        assertThat(created.status()).as(created.toString()).isEqualTo(201);
        var path = created.header("Location").replace("/api/admin/v1", "");
        assertThat(api.get(path).json().path("client_id").asString()).isEqualTo(odd);
        assertThat(api.delete(path).status()).isEqualTo(204);
    }

    @Test
    void registersOnceUnderAKey() {
        var first = api.post("/clients", WEB.formatted(id), "Idempotency-Key", "one");
        var again = api.post("/clients", WEB.formatted(id), "Idempotency-Key", "one");

        assertThat(first.status()).as(first.toString()).isEqualTo(201);
        assertThat(again.status()).isEqualTo(201);
        assertThat(again.json()).isEqualTo(first.json());
        assertThat(again.header("Location")).isEqualTo(first.header("Location"));
        assertThat(again.header("ETag")).isEqualTo(first.header("ETag"));
        assertThat(changes("client.registered")).containsExactly(id);
        assertThat(api.post("/clients", WEB.formatted(id + "-other"), "Idempotency-Key", "one")
                        .problem())
                .isEqualTo("422 key-reused");
        assertThat(api.post("/clients", WEB.formatted(id), "Idempotency-Key", "two")
                        .problem())
                .isEqualTo("409 conflict");
        assertThat(api.post("/clients", WEB.formatted(id), "Idempotency-Key", " ")
                        .problem())
                .isEqualTo("400 invalid-request");
    }

    @Test
    void keepsTheKeysOfCallersApart() {
        api.post("/clients", WEB.formatted(id), "Idempotency-Key", "one");

        var other = AdminApi.client(application, "client-manager", SCOPES);
        assertThat(other.post("/clients", WEB.formatted(id), "Idempotency-Key", "one")
                        .problem())
                .isEqualTo("409 conflict");
    }

    @Test
    void doesNotHoldARefusalAgainstTheKey() {
        assertThat(api.post("/clients", "{\"client_id\": \"" + id + "\", \"metadata\": {}}", "Idempotency-Key", "one")
                        .problem())
                .isEqualTo("422 invalid-content");
        assertThat(api.post("/clients", WEB.formatted(id), "Idempotency-Key", "one")
                        .status())
                .isEqualTo(201);
    }

    @Test
    void registersOnceHoweverManySendTheSameAtOnce() throws Exception {
        var answers = Together.run(6, () -> api.post("/clients", WEB.formatted(id), "Idempotency-Key", "at-once"));

        assertThat(answers).extracting(AdminApi.Answer::status).containsOnly(201);
        assertThat(answers)
                .extracting(AdminApi.Answer::json)
                .containsOnly(answers.getFirst().json());
        assertThat(changes("client.registered")).containsExactly(id);
    }

    @Test
    void keepsNoSecretInClear() {
        var secret = api.post("/clients", WEB.formatted(id), "Idempotency-Key", "one")
                .json()
                .path("client_secret")
                .asString();

        var rows = jdbc.sql("SELECT encode(answer, 'escape') FROM idempotent_request")
                .query(String.class)
                .list();
        assertThat(rows).isNotEmpty().noneMatch(it -> it.contains(secret) || it.contains(id));
    }

    @Test
    @DisplayName("gives nobody more of the administration than they may do, through a client either")
    void givesNobodyMoreThanTheyMayDo() {
        var machine = """
                {"client_id": "%s", "metadata": {"grant_types": ["client_credentials"], "scope": "%s"%s}}""";

        var scope = api.post("/clients", machine.formatted(id, "admin:users:read", ""));
        var roles = api.post(
                "/clients", machine.formatted(id, "admin:clients:read", ", \"administrator_roles\": [\"auditor\"]"));
        var held = api.post("/clients", machine.formatted(id, "admin:clients:read", ""));

        assertThat(scope.wrongFields()).isEqualTo("metadata.scope");
        assertThat(roles.wrongFields()).isEqualTo("metadata.administrator_roles");
        assertThat(held.status()).as(held.toString()).isEqualTo(201);
    }

    @Test
    void touchesNoClientThatMayDoMore() {
        var mighty = AdminApi.machine(application, "administrator", AdminApi.ALL_SCOPES);
        var path = "/clients/" + mighty.id();
        var seen = api.get(path);

        assertThat(seen.status()).isEqualTo(200);
        assertThat(api.post(path + "/secrets", "").problem()).isEqualTo("409 conflict");
        assertThat(api.delete(path).problem()).isEqualTo("404 not-found");
        assertThat(api.post(path + "/disable", "").problem()).isEqualTo("404 not-found");
        assertThat(api.patch(path, "{\"metadata\": {\"client_name\": \"Mine\"}}", "If-Match", seen.header("ETag"))
                        .problem())
                .isEqualTo("404 not-found");
    }

    /** Which clients the caller did that to, by the audit trail. */
    private List<@Nullable String> changes(String... actions) {
        return jdbc.sql("""
                        SELECT client_id
                          FROM audit_event
                         WHERE actor_id = :actor AND action = ANY (:actions) AND details ->> 'by-client' = :caller
                        """)
                .param("actor", Power.standIn(caller.id()).value())
                .param("actions", actions)
                .param("caller", caller.id())
                .query(String.class)
                .list();
    }
}
