package dev.signet.idp.federation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.idp.crypto.TestCrypto;
import dev.signet.idp.test.TestClock;
import dev.signet.idp.test.TestDatabase;
import dev.signet.idp.test.Together;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

@DisplayName("Providers in the database")
class ProvidersTests {

    private static final String SECRET = "a-secret-of-enough-characters-0123456789";

    private final TestDatabase database = TestDatabase.migrated();
    private final TestClock clock = new TestClock(Instant.parse("2026-11-25T12:00:00Z"));
    private final ProviderRepository repository = new ProviderRepository(
            database.jdbc(), JsonMapper.builder().build(), TestCrypto.vault(database.jdbc()), clock);
    private final Providers otherNode = new Providers(repository, clock);

    @Test
    void areSeenByEveryOtherNodeWithinFiveSeconds() {
        assertThat(otherNode.list()).isEmpty();
        repository.insert(provider("One"), new ProviderSecret(SECRET), true, "console");
        clock.advance(Providers.STALENESS.minusMillis(1));
        assertThat(otherNode.list()).isEmpty();
        clock.advance(Providers.STALENESS);

        assertThat(otherNode.list()).extracting(Provider::name).containsExactly("One");
        assertThat(otherNode.secretOf(provider("One")).value()).isEqualTo(SECRET);

        repository.enable("own", false);
        clock.advance(Providers.STALENESS);
        assertThat(otherNode.list()).isEmpty();
    }

    @Test
    void keepTheirSecretWhereNoOtherIsGiven() {
        repository.insert(provider("One"), new ProviderSecret(SECRET), true, "console");

        assertThat(repository.change(provider("Two"), null, 1)).isTrue();
        assertThat(repository.find("own").orElseThrow().secret().value()).isEqualTo(SECRET);
        assertThat(repository.change(provider("Two"), new ProviderSecret("another"), 2))
                .isTrue();
        assertThat(repository.find("own").orElseThrow().secret().value()).isEqualTo("another");
    }

    @Test
    void areChangedByOneOfThoseWhoSawTheSameVersion() throws Exception {
        repository.insert(provider("One"), new ProviderSecret(SECRET), true, "console");

        var outcomes = Together.run(4, () -> repository.change(provider("Two"), null, 1));

        assertThat(outcomes).containsOnlyOnce(true);
        assertThat(repository.find("own").orElseThrow().version()).isEqualTo(2);
    }

    private static Provider provider(String name) {
        var fields = Map.<String, Object>of("name", name, "issuer", "https://own.example", "client_id", "signet");
        var draft = ProviderDraft.read("own", fields, "");
        assertThat(draft.problems()).isEqualTo(List.of());
        return Objects.requireNonNull(draft.declared()).provider();
    }
}
