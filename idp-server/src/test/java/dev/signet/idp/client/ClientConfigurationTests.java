package dev.signet.idp.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.idp.client.ClientConfiguration.Outcome.Applied;
import dev.signet.idp.client.ClientConfiguration.Outcome.Refused;
import dev.signet.idp.client.ClientEvents.ClientChanged;
import dev.signet.idp.test.TestClock;
import dev.signet.idp.test.TestDatabase;
import dev.signet.idp.test.Together;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClientConfigurationTests {

    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
    private static final String SECRET = "a-secret-of-a-test-client-0123456789";
    private static final String SHOP = """
            clients:
              - client_id: web-shop
                client_name: Web shop
                redirect_uris: [https://shop.example.com/callback]
                grant_types: [authorization_code, refresh_token]
                scope: openid orders:read
                client_secret: ${SHOP_SECRET}
            scopes:
              - name: orders:read
                description: Read your orders
                claims: [given_name]
            """;

    private final TestDatabase database = TestDatabase.migrated();
    private final TestClock clock = new TestClock(NOW);
    private final ClientFixture node = node(SECRET);

    @TempDir
    Path folder;

    @Test
    void registersWhatTheFileDeclares() throws Exception {
        var applied = apply(SHOP);

        assertThat(applied.clients()).isEqualTo(new Changes(List.of("web-shop"), List.of(), List.of(), List.of()));
        assertThat(applied.scopes()).isEqualTo(new Changes(List.of("orders:read"), List.of(), List.of(), List.of()));
        assertThat(applied.generatedSecrets()).isEmpty();
        assertThat(node.actions()).containsExactly("scope.declared", "client.registered");
        var client = node.clients.find("web-shop").orElseThrow();
        assertThat(client.name()).isEqualTo("Web shop");
        assertThat(client.scopes()).containsExactly("openid", "orders:read");
        assertThat(client.secretMatches(SECRET)).isTrue();
        assertThat(node.scopes.find("orders:read"))
                .contains(new Scope("orders:read", "Read your orders", List.of("given_name"), false));
    }

    @Test
    void writesNothingTheSecondTime() throws Exception {
        apply(SHOP);
        var rows = rows();
        node.events.clear();
        clock.advance(Duration.ofMinutes(1));

        var applied = apply(SHOP);

        assertThat(applied.clients()).isEqualTo(new Changes(List.of(), List.of(), List.of("web-shop"), List.of()));
        assertThat(applied.scopes()).isEqualTo(new Changes(List.of(), List.of(), List.of("orders:read"), List.of()));
        assertThat(node.events).isEmpty();
        assertThat(rows()).isEqualTo(rows);
    }

    @Test
    void writesNothingTheSecondTimeWithKeysInTheFile() throws Exception {
        var file = """
                clients:
                  - client_id: billing
                    grant_types: [client_credentials]
                    token_endpoint_auth_method: private_key_jwt
                    jwks: {keys: [{kty: EC, crv: P-256, kid: '1', exp: 1900000000,
                      x: f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU,
                      y: x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0}]}
                """;
        apply(file);

        assertThat(apply(file).clients().unchanged()).containsExactly("billing");
        assertThat(node.clients.find("billing").orElseThrow().jwks()).isNotNull();
    }

    @Test
    void changesWhatTheFileChangesAndSaysWhich() throws Exception {
        apply(SHOP);
        node.events.clear();

        var applied = apply(SHOP.replace("Web shop", "The shop")
                .replace("redirect_uris:", "require_consent: false\n    redirect_uris:"));

        assertThat(applied.clients().changed()).containsExactly("web-shop");
        assertThat(node.events)
                .containsExactly(new ClientChanged("web-shop", List.of("client_name", "require_consent")));
        assertThat(node.clients.find("web-shop").orElseThrow().name()).isEqualTo("The shop");
        assertThat(version("web-shop")).isEqualTo(2);
    }

    @Test
    void changesAScope() throws Exception {
        apply(SHOP);

        var applied = apply(SHOP.replace("Read your orders", "See your orders"));

        assertThat(applied.scopes().changed()).containsExactly("orders:read");
        assertThat(node.scopes.find("orders:read").orElseThrow().description()).isEqualTo("See your orders");
        assertThat(node.actions()).endsWith("scope.changed");
    }

    @Test
    void keepsAndReportsWhatTheFileNoLongerMentions() throws Exception {
        apply(SHOP);

        var applied = apply("clients: []\n");

        assertThat(applied.clients().notInFile()).containsExactly("web-shop");
        assertThat(applied.scopes().notInFile()).containsExactly("orders:read");
        assertThat(node.clients.find("web-shop")).isPresent();
    }

    @Test
    void disablesAndEnablesAClient() throws Exception {
        apply(SHOP.replace("client_name:", "enabled: false\n    client_name:"));
        assertThat(node.clients.find("web-shop")).isEmpty();

        apply(SHOP);
        assertThat(node.clients.find("web-shop")).isPresent();
        assertThat(node.events).contains(new ClientChanged("web-shop", List.of("enabled")));
    }

    @Test
    void appliesNothingOfAFileWithOneMistake() throws Exception {
        var outcome = node.configuration.apply(file(SHOP + "  - name: email\n    description: x\n"));

        assertThat(outcome).isInstanceOf(Refused.class);
        assertThat(outcome.lines())
                .singleElement()
                .asString()
                .endsWith(":12: scopes[1].name: the scope email is OpenID Connect's own and cannot be declared");
        assertThat(node.events).isEmpty();
        assertThat(rows()).isEmpty();
    }

    @Test
    void writesNothingWhenTheTransactionFails() throws Exception {
        var file = file(SHOP);
        database.transactions().executeWithoutResult(transaction -> {
            node.configuration.apply(file);
            transaction.setRollbackOnly();
        });

        assertThat(rows()).isEmpty();
    }

    @Test
    void generatesASecretOnceAndKeepsOnlyItsHash() throws Exception {
        var file = SHOP.replace("    client_secret: ${SHOP_SECRET}\n", "");

        var first = apply(file);
        var second = apply(file);

        var generated = first.generatedSecrets().getFirst();
        assertThat(generated.clientId()).isEqualTo("web-shop");
        assertThat(generated.value()).hasSize(43);
        assertThat(first.lines()).contains("client_secret of web-shop, shown only now: " + generated.value());
        assertThat(first.toString() + node.events).doesNotContain(generated.value());
        assertThat(second.generatedSecrets()).isEmpty();
        assertThat(second.clients().unchanged()).containsExactly("web-shop");
        assertThat(node.clients.find("web-shop").orElseThrow().secretMatches(generated.value()))
                .isTrue();
        assertThat(rows().toString()).doesNotContain(generated.value());
    }

    @Test
    void replacesASecretAtOnceWhenTheFileGivesAnother() throws Exception {
        apply(SHOP);
        var other = node("another-secret-0123456789-0123456789");

        var applied = (Applied) other.configuration.apply(file(SHOP));

        assertThat(applied.clients().changed()).containsExactly("web-shop");
        assertThat(other.events).containsExactly(new ClientChanged("web-shop", List.of("client_secret")));
        assertThat(applied.toString() + other.events).doesNotContain("another-secret");
        var client = other.clients.find("web-shop").orElseThrow();
        assertThat(client.secretMatches("another-secret-0123456789-0123456789")).isTrue();
        assertThat(client.secretMatches(SECRET)).isFalse();
    }

    @Test
    void removesTheSecretOfAClientThatBecomesPublic() throws Exception {
        apply(SHOP);

        apply(SHOP.replace("client_secret: ${SHOP_SECRET}", "token_endpoint_auth_method: none"));

        assertThat(node.clients.find("web-shop").orElseThrow().secretMatches(SECRET))
                .isFalse();
        assertThat(rows().toString()).doesNotContain("\"hash\"");
        assertThat(node.events)
                .contains(new ClientChanged("web-shop", List.of("token_endpoint_auth_method", "client_secret")));
    }

    @Test
    void isSeenAtOnceHereAndWithinFiveSecondsOnOtherNodes() throws Exception {
        var other = node(SECRET);
        assertThat(node.clients.find("web-shop")).isEmpty();
        assertThat(other.clients.find("web-shop")).isEmpty();
        assertThat(other.scopes.find("orders:read")).isEmpty();

        apply(SHOP);

        assertThat(node.clients.find("web-shop")).isPresent();
        assertThat(other.clients.find("web-shop")).isEmpty();
        clock.advance(Duration.ofSeconds(5));
        assertThat(other.clients.find("web-shop")).isPresent();
        assertThat(other.scopes.find("orders:read")).isPresent();
    }

    @Test
    void letsNodesThatStartTogetherAgree() throws Exception {
        for (var round = 0; round < 10; round++) {
            var file = file("""
                    clients:
                      - {client_id: b-%1$d, redirect_uris: ['https://b.example.com/'], scope: openid s-%1$d}
                      - {client_id: a-%1$d, redirect_uris: ['https://a.example.com/'], scope: openid}
                    scopes:
                      - {name: s-%1$d, description: x}
                    """.formatted(round));
            var nodes = List.of(node(SECRET), node(SECRET), node(SECRET), node(SECRET));

            var outcomes = together(nodes, file);

            assertThat(outcomes)
                    .flatExtracting(applied -> applied.clients().created())
                    .containsExactlyInAnyOrder("a-" + round, "b-" + round);
            assertThat(outcomes)
                    .flatExtracting(applied -> applied.scopes().created())
                    .containsExactly("s-" + round);
            assertThat(outcomes)
                    .flatExtracting(Applied::generatedSecrets)
                    .hasSize(2)
                    .allSatisfy(secret -> assertThat(nodes.getFirst()
                                    .clients
                                    .find(secret.clientId())
                                    .orElseThrow()
                                    .secretMatches(secret.value()))
                            .isTrue());
            assertThat(nodes).flatExtracting(ClientFixture::actions).hasSize(3);
        }
    }

    private static List<Applied> together(List<ClientFixture> nodes, Path file) throws Exception {
        return Together.run(nodes.stream()
                .map(each -> (Callable<Applied>) () -> (Applied) each.configuration.apply(file))
                .toList());
    }

    private ClientFixture node(String secret) {
        return new ClientFixture(database, clock, Map.of("SHOP_SECRET", secret));
    }

    private Applied apply(String text) throws IOException {
        return (Applied) node.configuration.apply(file(text));
    }

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("clients.yaml"), text);
    }

    /** Every row of this module, with the transaction that wrote it. */
    private List<String> rows() {
        return database.owner()
                .sql("""
                SELECT to_jsonb(client) || jsonb_build_object('xmin', client.xmin::text) AS found FROM client
                 UNION ALL
                SELECT to_jsonb(client_secret) || jsonb_build_object('xmin', client_secret.xmin::text) FROM client_secret
                 UNION ALL
                SELECT to_jsonb(scope) || jsonb_build_object('xmin', scope.xmin::text) FROM scope
                 ORDER BY found
                """)
                .query((row, _) -> row.getString("found"))
                .list();
    }

    private long version(String clientId) {
        return database.owner()
                .sql("SELECT version FROM client WHERE client_id = :id")
                .param("id", clientId)
                .query(Long.class)
                .single();
    }
}
