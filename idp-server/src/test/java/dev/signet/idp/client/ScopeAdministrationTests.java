package dev.signet.idp.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.idp.client.ScopeAdministration.Outcome.NameTaken;
import dev.signet.idp.client.ScopeAdministration.Outcome.NoSuchScope;
import dev.signet.idp.client.ScopeAdministration.Outcome.Rejected;
import dev.signet.idp.client.ScopeAdministration.Outcome.Saved;
import dev.signet.idp.client.ScopeAdministration.Outcome.Stale;
import dev.signet.idp.test.TestClock;
import dev.signet.idp.test.TestDatabase;
import dev.signet.idp.test.Together;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScopeAdministrationTests {

    private static final UUID ACTOR = UUID.randomUUID();

    private final ClientFixture node =
            new ClientFixture(TestDatabase.migrated(), new TestClock(Instant.parse("2026-11-22T10:00:00Z")), Map.of());

    @TempDir
    Path folder;

    @Test
    void makesAScopeThatIsThereAtOnce() {
        assertThat(node.scopeAdministration.create(ACTOR, orders())).isEqualTo(new Saved());

        var scope = node.scopes.find("orders").orElseThrow();
        assertThat(scope.translations()).containsEntry("de", "Ihre Bestellungen lesen");
        assertThat(scope.released(Map.of("email", "ada@example.com", "name", "Ada")))
                .containsExactly(Map.entry("staff_mail", "ada@example.com"), Map.entry("name", "Ada"));
        assertThat(node.scopes.resourcesOf(List.of("openid", "orders"))).containsExactly("https://api.example/orders");
        assertThat(node.scopeAdministration.find("orders").orElseThrow().source())
                .isEqualTo("console");
        assertThat(node.scopeAdministration.create(ACTOR, orders())).isEqualTo(new NameTaken());
        assertThat(node.actions()).containsExactly("scope.created");
    }

    @Test
    void keepsToTheRulesOfTheFile() {
        var fields = orders();
        fields.put("claims", List.of("staff_mail", "iss"));
        fields.put("claim_sources", Map.of("staff_mail", "e_mail"));
        fields.put("resources", List.of("orders"));

        var rejected = (Rejected) node.scopeAdministration.create(ACTOR, fields);

        assertThat(rejected.problems())
                .extracting(FieldProblem::field)
                .containsExactlyInAnyOrder("claims", "claim_sources", "resources");
        fields = orders();
        fields.put("name", "profile");
        assertThat(node.scopeAdministration.create(ACTOR, fields)).isInstanceOf(Rejected.class);
        assertThat(node.scopeAdministration.create(ACTOR, Map.of())).isInstanceOf(Rejected.class);
        assertThat(node.events).isEmpty();
    }

    @Test
    void letsOneOfTwoWhoChangeItAtOnceWin() throws Exception {
        node.scopeAdministration.create(ACTOR, orders());
        var changed = orders();
        changed.put("description", "Read orders");

        List<ScopeAdministration.Outcome> outcomes =
                Together.run(8, () -> node.scopeAdministration.change(ACTOR, "orders", 1, changed));

        assertThat(outcomes).filteredOn(Saved.class::isInstance).hasSize(1);
        assertThat(outcomes)
                .filteredOn(Stale.class::isInstance)
                .hasSize(7)
                .allSatisfy(it -> assertThat(((Stale) it).current().version()).isEqualTo(2));
        assertThat(node.scopeAdministration.change(ACTOR, "nothing", 1, changed))
                .isEqualTo(new NoSuchScope());
        assertThat(node.scopeAdministration.change(ACTOR, "email", 1, changed)).isEqualTo(new NoSuchScope());
    }

    @Test
    void takesADeletedScopeFromTheClientsThatCouldAskForIt() {
        node.scopeAdministration.create(ACTOR, orders());
        var client = Map.<String, Object>of(
                "redirect_uris", List.of("https://shop.example.com/callback"),
                "token_endpoint_auth_method", "none",
                "scope", "openid orders email");
        node.registration.create(ACTOR, "shop", client);

        assertThat(node.scopeAdministration.delete(ACTOR, "orders")).isTrue();

        assertThat(node.clients.find("shop").orElseThrow().scopes()).containsExactly("openid", "email");
        assertThat(node.registration.find("shop").orElseThrow().version()).isEqualTo(2);
        assertThat(node.scopes.find("orders")).isEmpty();
        assertThat(node.events).last().isEqualTo(new ScopeDeleted(ACTOR, "orders", List.of("shop")));
        assertThat(node.scopeAdministration.delete(ACTOR, "orders")).isFalse();
        assertThat(node.scopeAdministration.delete(ACTOR, "openid")).isFalse();
        assertThat(node.scopeAdministration.delete(ACTOR, "\0")).isFalse();
    }

    @Test
    void isExportedPlannedAndAppliedWithEverythingThatItSays() throws Exception {
        node.scopeAdministration.create(ACTOR, orders());
        var exported = node.configuration.export();
        var file = Files.writeString(folder.resolve("clients.yaml"), exported);

        assertThat(node.configuration.plan(file).lines()).isEmpty();

        Files.writeString(
                file,
                exported.replace("Ihre Bestellungen lesen", "Bestellungen").replace("in_id_token: true", ""));
        assertThat(node.configuration.plan(file).lines())
                .containsExactlyInAnyOrder(
                        "scope orders: description#de: Ihre Bestellungen lesen → Bestellungen",
                        "scope orders: in_id_token: true → nothing");
        node.configuration.apply(file);

        var scope = node.scopes.find("orders").orElseThrow();
        assertThat(scope.translations()).containsEntry("de", "Bestellungen");
        assertThat(scope.isInIdToken()).isFalse();
        assertThat(scope.claimSources()).containsEntry("staff_mail", "email");
    }

    private static Map<String, Object> orders() {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("name", "orders");
        fields.put("description", "Read your orders");
        fields.put("description#de", "Ihre Bestellungen lesen");
        fields.put("claims", List.of("staff_mail", "name"));
        fields.put("claim_sources", Map.of("staff_mail", "email"));
        fields.put("in_id_token", true);
        fields.put("resources", List.of("https://api.example/orders"));
        return fields;
    }
}
