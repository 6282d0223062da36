package dev.signet.idp.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.signet.idp.client.ClientRegistration.Outcome.IdTaken;
import dev.signet.idp.client.ClientRegistration.Outcome.Rejected;
import dev.signet.idp.client.ClientRegistration.Outcome.Saved;
import dev.signet.idp.client.ClientRegistration.Outcome.Stale;
import dev.signet.idp.test.TestClock;
import dev.signet.idp.test.TestDatabase;
import dev.signet.idp.test.Together;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClientRegistrationTests {

    private static final UUID ACTOR = UUID.randomUUID();

    private final ClientFixture node =
            new ClientFixture(TestDatabase.migrated(), new TestClock(Instant.parse("2026-11-22T10:00:00Z")), Map.of());

    @TempDir
    Path folder;

    @Test
    void registersAClientWithASecretThatWorks() {
        var secret = Objects.requireNonNull(created("shop").generated());

        assertThat(node.clients.find("shop").orElseThrow().secretMatches(secret.value()))
                .isTrue();
        assertThat(node.registration.find("shop").orElseThrow().source()).isEqualTo("console");
        assertThat(node.registration.create(ACTOR, "shop", web())).isInstanceOf(IdTaken.class);
    }

    @Test
    void namesTheFieldAndTheElementThatBreakARule() {
        var fields = web();
        fields.put("redirect_uris", List.of("https://shop.example.com/callback", "http://shop.example.com/#here"));

        var rejected = (Rejected) node.registration.create(ACTOR, "shop", fields);

        assertThat(rejected.problems()).singleElement().satisfies(it -> {
            assertThat(it.field()).isEqualTo("redirect_uris");
            assertThat(it.element()).isEqualTo(2);
        });
    }

    @Test
    void neverReadsASecretFromAFile() throws Exception {
        var fields = web();
        fields.put(
                "client_secret_file",
                Files.writeString(folder.resolve("secret"), "0".repeat(40)).toString());

        node.registration.create(ACTOR, "shop", fields);

        assertThat(node.clients.find("shop").orElseThrow().secretMatches("0".repeat(40)))
                .isFalse();
    }

    @Test
    void losesNoneOfTwoEditsOfTheSameVersion() {
        created("shop");
        var one = web();
        one.put("client_name", "One");
        var other = web();
        other.put("client_name", "Other");

        assertThat(node.registration.change(ACTOR, "shop", 1, one)).isInstanceOf(Saved.class);
        var second = node.registration.change(ACTOR, "shop", 1, other);

        assertThat(((Stale) second).current().name()).isEqualTo("One");
        assertThat(node.clients.find("shop").orElseThrow().name()).isEqualTo("One");
        assertThat(node.actions()).containsExactly("client.registered", "client.changed");
        assertThat(((ClientAdministered) node.events.getLast()).details())
                .containsExactlyEntriesOf(Map.of("client_name", "nothing → One"));
    }

    @Test
    void disablesEnablesAndDeletesAtOnce() {
        created("shop");

        assertThat(node.registration.enable(ACTOR, "shop", false)).isTrue();
        assertThat(node.registration.enable(ACTOR, "shop", false)).isFalse();
        assertThat(node.clients.find("shop")).isEmpty();
        assertThat(node.registration.enable(ACTOR, "shop", true)).isTrue();
        assertThat(node.clients.find("shop")).isPresent();
        assertThat(node.registration.delete(ACTOR, "shop")).isTrue();
        assertThat(node.registration.delete(ACTOR, "shop")).isFalse();
        assertThat(node.clients.find("shop")).isEmpty();
    }

    @Test
    void hasTwoSecretsAtMostAndNeverNone() {
        var first = Objects.requireNonNull(created("shop").generated());
        var second = node.secrets.add(ACTOR, "shop").orElseThrow();

        assertThat(node.secrets.add(ACTOR, "shop")).isEmpty();
        assertThat(node.clients.find("shop").orElseThrow().secretMatches(first.value()))
                .isTrue();
        assertThat(node.clients.find("shop").orElseThrow().secretMatches(second.value()))
                .isTrue();

        var live = node.secrets.list("shop");
        assertThat(node.secrets.end(ACTOR, "shop", UUID.randomUUID())).isFalse();
        assertThat(node.secrets.end(ACTOR, "shop", live.getFirst().id())).isTrue();
        assertThat(node.secrets.end(ACTOR, "shop", live.getLast().id())).isFalse();
        assertThat(node.secrets.list("shop")).containsExactly(live.getLast());
        assertThat(node.actions()).containsExactly("client.registered", "client.secret-added", "client.secret-ended");
    }

    @Test
    void addsOneSecretWhereManyAddAtOnce() throws Exception {
        created("shop");

        var added = Together.run(8, () -> node.secrets.add(ACTOR, "shop").isPresent());

        assertThat(added).containsOnlyOnce(true);
        assertThat(node.secrets.list("shop")).hasSize(ClientSecrets.MOST);
    }

    @Test
    void doubtsWhatIsAllowedAndUnwise() {
        var fields = web();
        fields.put("redirect_uris", List.of("https://shop.example.com/callback", "http://localhost/callback"));
        fields.put("require_pkce", false);
        fields.put("access_token_lifetime", "2h");
        node.registration.create(ACTOR, "shop", fields);

        assertThat(node.lint.check(node.registration.find("shop").orElseThrow()))
                .extracting(FieldProblem::field, FieldProblem::element)
                .contains(tuple("redirect_uris", 2), tuple("require_pkce", 0), tuple("access_token_lifetime", 0));
    }

    @Test
    void exportsTheSameTextAfterApplyingIt() throws Exception {
        created("shop");
        var fields = web();
        fields.put("client_name", "true: #no");
        fields.put("access_token_lifetime", "90s");
        node.registration.create(ACTOR, "another", fields);
        node.registration.enable(ACTOR, "another", false);
        var exported = node.configuration.export();
        var file = Files.writeString(folder.resolve("clients.yaml"), exported);

        assertThat(node.configuration.apply(file)).isInstanceOf(ClientConfiguration.Outcome.Applied.class);

        assertThat(node.configuration.export()).isEqualTo(exported).doesNotContain("secret:");
        assertThat(node.configuration.plan(file).lines()).isEmpty();
    }

    @Test
    void plansInAPersonsWords() throws Exception {
        created("shop");
        var file = Files.writeString(
                folder.resolve("clients.yaml"),
                node.configuration.export().replace("access_token_lifetime: 5m", "access_token_lifetime: 10m"));

        assertThat(node.configuration.plan(file).lines())
                .containsExactly(
                        "client shop: would belong to the file; until now only the console knew it",
                        "client shop: access_token_lifetime: 5m → 10m");
    }

    private Saved created(String clientId) {
        return (Saved) node.registration.create(ACTOR, clientId, web());
    }

    private static Map<String, Object> web() {
        return new HashMap<>(Map.of(
                "redirect_uris", List.of("https://shop.example.com/callback"),
                "grant_types", List.of("authorization_code", "refresh_token"),
                "scope", "openid email"));
    }
}
