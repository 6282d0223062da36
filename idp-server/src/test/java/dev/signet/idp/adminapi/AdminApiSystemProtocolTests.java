package dev.signet.idp.adminapi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.idp.access.Power;
import dev.signet.idp.test.OwnClient;
import dev.signet.idp.test.SignetTest;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

@SignetTest
@DisplayName("Roles, scopes, keys and the audit trail in the API for administrators")
class AdminApiSystemProtocolTests {

    @Autowired
    ApplicationContext application;

    @Autowired
    Clock clock;

    OwnClient caller;
    AdminApi api;

    @BeforeEach
    void administrator() {
        caller = AdminApi.machine(application, "administrator", AdminApi.ALL_SCOPES);
        api = AdminApi.client(application, caller, AdminApi.ALL_SCOPES);
    }

    @Test
    void makesChangesAndDeletesRoles() {
        var name = "r" + UUID.randomUUID().toString().substring(0, 8);
        var wanted = "{\"name\": \"%s\", \"description\": \"Night shift\", \"permissions\": [\"users:read\"]}"
                .formatted(name);

        var created = api.post("/roles", wanted, "Idempotency-Key", name);
        assertThat(created.status()).as(created.toString()).isEqualTo(201);
        assertThat(api.post("/roles", wanted, "Idempotency-Key", name).json()).isEqualTo(created.json());
        assertThat(api.post("/roles", wanted).problem()).isEqualTo("409 conflict");

        var change = "{\"description\": \"Day shift\", \"permissions\": [\"users:read\", \"sessions:read\"]}";
        var path = "/roles/" + name;
        var seen = created.header("ETag");
        assertThat(api.put(path, change, "If-Match", seen).status()).isEqualTo(200);
        assertThat(api.put(path, change, "If-Match", seen).problem()).isEqualTo("412 precondition-failed");
        assertThat(api.put(path, change, "If-Match", "\"nonsense\"").problem()).isEqualTo("412 precondition-failed");
        assertThat(api.put("/roles/auditor", change, "If-Match", "\"0\"").problem())
                .isEqualTo("404 not-found");
        assertThat(api.post("/roles", wanted.replace(name, "Not A Name")).wrongFields())
                .isEqualTo("name");
        assertThat(api.delete(path).status()).isEqualTo(200);
        assertThat(api.get(path).problem()).isEqualTo("404 not-found");
    }

    @Test
    void listsRolesAndPermissions() {
        assertThat(api.get("/roles").json().path("roles").path(0).path("name").asString())
                .isEqualTo("administrator");
        assertThat(api.get("/roles/administrator")
                        .json()
                        .path("role")
                        .path("changeable")
                        .asBoolean())
                .isFalse();
        assertThat(api.get("/permissions").body()).contains("\"users:erase\"");
    }

    @Test
    void changesNoRoleThatTheCallerHas() {
        var name = "r" + UUID.randomUUID().toString().substring(0, 8);
        var seen = api.post(
                        "/roles",
                        "{\"name\": \"%s\", \"description\": \"\", \"permissions\": [\"roles:read\", \"roles:write\"]}"
                                .formatted(name))
                .header("ETag");
        var holder = AdminApi.client(application, name, "admin:roles:read admin:roles:write");

        assertThat(holder.get("/roles/" + name).status()).isEqualTo(200);
        assertThat(holder.put(
                                "/roles/" + name,
                                "{\"description\": \"\", \"permissions\": [\"roles:read\", \"roles:write\"]}",
                                "If-Match",
                                seen)
                        .problem())
                .isEqualTo("404 not-found");
        assertThat(holder.delete("/roles/" + name).problem()).isEqualTo("404 not-found");
    }

    @Test
    void listsScopesAndTheirClients() {
        assertThat(api.get("/scopes").body()).contains("\"orders:read\"", "\"admin:clients:read\"");
        assertThat(api.get("/scopes/orders:read").body()).contains("\"shop\"");
        assertThat(api.get("/scopes/no-such").problem()).isEqualTo("404 not-found");
    }

    @Test
    void listsAndRotatesKeys() {
        var before = api.get("/keys").json().path("keys").size();
        var plan = api.get("/keys/rotation").json().path("algorithms").size();

        var rotated = api.post("/keys/rotation", "").json().path("published").asInt();

        assertThat(rotated).isEqualTo(plan);
        assertThat(api.get("/keys").json().path("keys").size()).isEqualTo(before + rotated);
        assertThat(api.post("/keys/rotation", "").json().path("published").asInt())
                .isZero();
    }

    @Test
    void searchesTheAuditTrailPageByPage() {
        for (var i = 0; i < 30; i++) {
            api.get("/keys");
        }
        var search = "/audit/events?action=admin-api.used&actor=" + Power.standIn(caller.id());
        var ids = new HashSet<String>();
        var first = api.get(search).json();
        first.path("events").forEach(it -> ids.add(it.path("id").asString()));
        var cursor = first.path("next_cursor").asString();
        api.get(search + "&cursor=" + cursor)
                .json()
                .path("events")
                .forEach(it -> ids.add(it.path("id").asString()));

        assertThat(ids).hasSizeGreaterThanOrEqualTo(30);
        assertThat(api.get("/audit/events?action=other&cursor=" + cursor).problem())
                .isEqualTo("400 bad-cursor");
        var one = api.get("/audit/events/" + ids.iterator().next());
        assertThat(one.json().path("details").path("by-client").asString()).isEqualTo(caller.id());
        assertThat(api.get("/audit/events/nonsense").problem()).isEqualTo("404 not-found");
    }

    @Test
    void saysWhichPartOfASearchCannotBe() {
        assertThat(api.get(
                                "/audit/events?outcome=maybe&address=nowhere&from=2026-01-02T00:00:00Z&until=2026-01-01T00:00:00Z")
                        .wrongFields())
                .isEqualTo("address outcome until");
        assertThat(api.get("/audit/events?from=yesterday").wrongFields()).isEqualTo("from");
    }

    @Test
    void exportsTheTrailWithItsSealsAndSaysSo() {
        var now = clock.instant();
        var range = "?from=" + now.minus(Duration.ofDays(1)) + "&until=" + now;

        var lines = api.get("/audit/export" + range).body().lines().toList();

        assertThat(lines.size()).isGreaterThanOrEqualTo(2);
        assertThat(lines.getFirst()).startsWith("{");
        assertThat(api.get("/audit/events?action=audit.exported&actor=" + Power.standIn(caller.id()))
                        .json()
                        .path("events"))
                .hasSize(1);
        assertThat(api.get("/audit/export?from=2026-01-01T00:00:00Z&until=2026-12-01T00:00:00Z")
                        .wrongFields())
                .isEqualTo("until");
        assertThat(api.get("/audit/export").wrongFields()).isEqualTo("from");
        assertThat(AdminApi.client(application, "auditor", AdminApi.ALL_SCOPES)
                        .get("/audit/export" + range)
                        .problem())
                .isEqualTo("403 forbidden");
    }

    @Test
    void exportsTheConfigurationWithoutSecrets() {
        var text = api.get("/configuration").body();

        assertThat(text).contains("client_id: shop").doesNotContain("secret-for-tests");
    }
}
