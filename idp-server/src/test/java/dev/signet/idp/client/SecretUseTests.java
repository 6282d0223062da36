package dev.signet.idp.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.idp.test.TestClock;
import dev.signet.idp.test.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SecretUseTests {

    private static final UUID ACTOR = UUID.randomUUID();
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

    private final TestClock clock = new TestClock(NOW);
    private final ClientFixture node = new ClientFixture(TestDatabase.migrated(), clock, Map.of());

    private Client shop;
    private String secret;

    @BeforeEach
    void register() {
        var saved = (ClientRegistration.Outcome.Saved) node.registration.create(
                ACTOR,
                "shop",
                Map.of("redirect_uris", List.of("https://shop.example.com/callback"), "scope", "openid"));
        secret = Objects.requireNonNull(saved.generated()).value();
        shop = node.clients.find("shop").orElseThrow();
    }

    @Test
    void isWrittenOnceAnHourAtMost() {
        assertThat(lastUsed()).isNull();

        use();
        node.secretUse.write();
        assertThat(lastUsed()).isEqualTo(NOW);

        clock.advance(Duration.ofMinutes(59));
        use();
        node.secretUse.write();
        assertThat(lastUsed()).isEqualTo(NOW);

        clock.advance(Duration.ofMinutes(1));
        use();
        node.secretUse.write();
        assertThat(lastUsed()).isEqualTo(NOW.plus(Duration.ofHours(1)));
    }

    @Test
    void leavesToOneOfTwoNodesWhatBothSaw() {
        use();
        node.secretUse.write();
        clock.advance(Duration.ofMinutes(5));
        var other = new SecretUse(new ClientSecretRepository(node.database.jdbc(), clock), clock);

        other.used(shop, shop.matchingSecret(secret).orElseThrow());
        other.write();

        assertThat(lastUsed()).isEqualTo(NOW);
    }

    @Test
    void saysNothingOfASecretThatIsWrong() {
        assertThat(shop.matchingSecret("wrong")).isEmpty();
        assertThat(shop.matchingSecret(secret)).isPresent();
    }

    @Test
    void warnsBeforeASecretEndsAndWhenNoneIsLeft() {
        clock.advance(Duration.ofSeconds(1));
        node.secrets.add(ACTOR, "shop", Duration.ofDays(40));
        assertThat(warnings()).isEmpty();

        clock.advance(Duration.ofDays(11));
        assertThat(warnings()).containsExactly("2 ends on 2027-01-01; give the application another one before");

        clock.advance(Duration.ofDays(30));
        assertThat(node.secrets.list("shop")).hasSize(1);
        assertThat(warnings()).isEmpty();
        node.database.jdbc().sql("DELETE FROM client_secret").update();
        assertThat(warnings()).containsExactly("0 there is none that counts, so the client cannot authenticate");
    }

    @Test
    void warnsOfASecretThatNobodyUsesAnyMoreAndOfAnOldOne() {
        use();
        node.secretUse.write();
        assertThat(warnings()).isEmpty();

        clock.advance(Duration.ofDays(91));
        assertThat(warnings()).containsExactly("1 was not used for 90 days; end it if nobody misses it");

        clock.advance(Duration.ofDays(730));
        assertThat(warnings())
                .containsExactly(
                        "1 was not used for 90 days; end it if nobody misses it",
                        "1 is more than two years old; whoever saw it in that time knows it");
    }

    private void use() {
        node.secretUse.used(shop, shop.matchingSecret(secret).orElseThrow());
    }

    private @Nullable Instant lastUsed() {
        return node.secrets.list("shop").getFirst().lastUsedAt();
    }

    private List<String> warnings() {
        return node.lint.check(node.registration.find("shop").orElseThrow()).stream()
                .filter(it -> it.field().equals("client_secret"))
                .map(it -> it.element() + " " + it.rule())
                .toList();
    }
}
