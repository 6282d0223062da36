package dev.signet.idp.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.idp.crypto.TokenHash;
import dev.signet.idp.test.TestDatabase;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClientRepositoryTests {

    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

    private final TestDatabase database = TestDatabase.migrated();
    private final ClientFixture node = new ClientFixture(database, Clock.fixed(NOW, ZoneOffset.UTC), Map.of());

    @Test
    void findsAClientWithItsSecretsThatHaveNotExpired() {
        save("web-shop");
        insertSecret("for ever", null);
        insertSecret("until later", NOW.plusSeconds(1));
        insertSecret("until now", NOW);

        var client = node.repository.findEnabled("web-shop").orElseThrow();

        assertThat(client.secretMatches("for ever")).isTrue();
        assertThat(client.secretMatches("until later")).isTrue();
        assertThat(client.secretMatches("until now")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "nobody", "WEB-SHOP", "web-shop ", "web-shop\u0000", "ü", "' OR '1'='1"})
    void findsNothingForAnythingElse(String clientId) {
        save("web-shop");

        assertThat(node.clients.find(clientId)).isEmpty();
    }

    @Test
    void findsNothingForATextThatIsTooLong() {
        assertThat(node.clients.find("x".repeat(100_000))).isEmpty();
    }

    @Test
    void listsClientsPageByPage() {
        for (var id : new String[] {"d", "a", "c", "b", "e"}) {
            save(id);
        }

        var first = node.clients.list("", null, 2);
        var second = node.clients.list("", first.next(), 2);
        var third = node.clients.list("", second.next(), 2);

        assertThat(first.clients()).extracting(ListedClient::clientId).containsExactly("a", "b");
        assertThat(second.clients()).extracting(ListedClient::clientId).containsExactly("c", "d");
        assertThat(third.clients()).extracting(ListedClient::clientId).containsExactly("e");
        assertThat(third.next()).isNull();
    }

    @Test
    void searchesIdAndNameAsTheyAreWritten() {
        save("web-shop");
        save("web_worker");

        assertThat(node.clients.list("SHOP", null, 10).clients())
                .extracting(ListedClient::clientId)
                .containsExactly("web-shop");
        assertThat(node.clients.list("name of web_", null, 10).clients())
                .extracting(ListedClient::clientId)
                .containsExactly("web_worker");
        assertThat(node.clients.list("%", null, 10).clients()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u0000", "web\u0000shop", "' OR '1'='1", "\\", "\uD800"})
    void findsNothingForWhatNoClientIsCalled(String search) {
        save("web-shop");

        assertThat(node.clients.list(search, null, 10).clients()).isEmpty();
        assertThat(node.clients.list("", "z" + search, 10).clients()).isEmpty();
    }

    private void save(String clientId) {
        var metadata = TestClients.metadata(Map.of("client_name", "The name of " + clientId));
        node.repository.save(new ClientDeclaration(clientId, metadata, true, null));
    }

    private void insertSecret(String secret, @Nullable Instant expires) {
        database.jdbc()
                .sql("""
                        INSERT INTO client_secret (id, client_id, hash, created_at, expires_at)
                        VALUES (:id, 'web-shop', :hash, now(), :expires)
                        """)
                .param("id", UUID.randomUUID())
                .param("hash", TokenHash.of(secret).bytes())
                .param("expires", expires == null ? null : expires.atOffset(ZoneOffset.UTC))
                .update();
    }
}
