package dev.signet.idp.adminui;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Keys in memory. */
class FakeKeys implements KeyDirectory {

    private static final Instant NOW = Instant.parse("2026-11-25T10:00:00Z");

    List<String> algorithms = List.of("RS256", "ES256");
    int rotations;
    final List<String> withdrawn = new ArrayList<>();

    @Override
    public List<Key> list() {
        return List.of(
                key("retired", State.RETIRED, Next.REMOVED),
                key("signing", State.SIGNING, Next.RETIRES),
                key("published", State.PUBLISHED, Next.SIGNS));
    }

    @Override
    public Plan plan() {
        return new Plan(algorithms, NOW.plus(Duration.ofDays(1)), Duration.ofHours(1), NOW.plus(Duration.ofDays(8)));
    }

    @Override
    public int rotate() {
        rotations++;
        return algorithms.size();
    }

    @Override
    public Withdrawal withdrawal(List<String> kids) {
        return new Withdrawal(
                list().stream().filter(it -> kids.contains(it.kid())).toList(),
                List.of(new Replacement("ES256", true, NOW.plus(Duration.ofHours(1)))),
                Duration.ofHours(1),
                List.of(new Affected("shop", "Shop", 2, 1, true)),
                7,
                3);
    }

    @Override
    public int withdraw(List<String> kids) {
        withdrawn.addAll(kids);
        return withdrawal(kids).keys().size();
    }

    private static Key key(String kid, State state, Next next) {
        return new Key(
                kid,
                "ES256",
                state,
                NOW.minusSeconds(60),
                NOW,
                state == State.RETIRED ? NOW : null,
                next,
                NOW.plusSeconds(60));
    }
}
