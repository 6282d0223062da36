package dev.signet.idp.ratelimit;

import dev.signet.idp.crypto.DerivedKeys;
import dev.signet.idp.ratelimit.Attempt.Count;
import dev.signet.idp.ratelimit.CountRepository.Counted;
import dev.signet.idp.ratelimit.CountRepository.State;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Service;

/**
 * Says whether an attempt may go on, and counts those that count.
 *
 * <p>For what can fail, {@link #check} before the work and {@link #failed} or {@link #succeeded} after it. For what costs
 * us whatever becomes of it, {@link #take}. Each is one statement for all counts of an attempt ({@code take} is two), and
 * none may be called inside a transaction: an attempt can be made to wait, and its count must survive a rollback.
 *
 * <p>If the database does not answer, neither do these: they throw, and what they guard does not happen.
 */
@Service
public class Limits {

    private static final int DIGITS_OF_KEY = 32;

    private final CountRepository counts;
    private final LimitProperties properties;
    private final Waits waits;
    private final LimitReports reports;
    private final Clock clock;
    private final DerivedKeys.Authenticator keys;

    Limits(
            CountRepository counts,
            LimitProperties properties,
            Waits waits,
            LimitReports reports,
            Clock clock,
            DerivedKeys keys) {
        this.counts = counts;
        this.properties = properties;
        this.waits = waits;
        this.reports = reports;
        this.clock = clock;
        this.keys = keys.authenticator("rate limits");
    }

    /**
     * Asks before an attempt. Waits if a limit wants that: in the second half of an allowance each attempt is made to
     * wait, and where there is no room to wait, to come back.
     */
    public Decision check(Attempt attempt) {
        var counted = counted(attempt);
        var now = clock.instant();
        var decision = decide(counted, counts.find(counted, now), now);
        if (decision instanceof Decision.Delayed(var limit, var by) && !waits.sitOut(by)) {
            var noRoom = new Decision.Blocked(limit, by);
            reports.decided(noRoom, false);
            return noRoom;
        }
        return decision;
    }

    /**
     * Counts an attempt that failed.
     *
     * @return blocked if others, at the same time, had used the allowance up before
     */
    public Decision failed(Attempt attempt) {
        var counted = counted(attempt);
        var now = clock.instant();
        var states = counts.add(counted, now);
        counted.stream()
                .filter(it -> attempts(it, states) == it.allowance().attempts()) // one of all attempts is the last
                .forEach(it -> reports.reached(new LimitReached(
                        it.limit(), attempt.account(), blockedFor(it, states, now), it.onlyReports())));
        var tooLate = counted.stream()
                .filter(it -> attempts(it, states) > it.allowance().attempts())
                .toList();
        return decide(tooLate, states, now);
    }

    /**
     * Ends the counts that a success makes good.
     *
     * @return blocked if the allowance was used up since {@link #check}: then this success must not count, or somebody
     *     who tries many things at once would be told which of them was right
     */
    public Decision succeeded(Attempt attempt) {
        var counted = counted(attempt);
        var now = clock.instant();
        return decide(counted, counts.settle(counted, now), now);
    }

    /** Asks and counts, for what counts whether or not it succeeds. What is blocked is not counted. */
    public Decision take(Attempt attempt) {
        var before = check(attempt);
        if (before instanceof Decision.Blocked) {
            return before;
        }
        var after = failed(attempt);
        return after instanceof Decision.Blocked ? after : before;
    }

    /** The severest of what the limits say, those aside that only report. */
    private Decision decide(List<Counted> counted, Map<String, State> states, Instant now) {
        Decision severest = new Decision.Allowed();
        for (var each : counted) {
            var decision = decide(each, states, now);
            reports.decided(decision, each.onlyReports());
            if (!each.onlyReports() && Decision.SEVERITY.compare(decision, severest) > 0) {
                severest = decision;
            }
        }
        return severest;
    }

    private Decision decide(Counted counted, Map<String, State> states, Instant now) {
        var allowed = counted.allowance().attempts();
        var attempts = attempts(counted, states);
        if (attempts >= allowed) {
            return new Decision.Blocked(counted.limit(), blockedFor(counted, states, now));
        }
        var inSecondHalf = attempts - allowed / 2;
        return inSecondHalf > 0
                ? new Decision.Delayed(counted.limit(), properties.delayOf(inSecondHalf))
                : new Decision.Allowed();
    }

    private static int attempts(Counted counted, Map<String, State> states) {
        var state = states.get(counted.key());
        return state == null ? 0 : state.attempts();
    }

    private static Duration blockedFor(Counted counted, Map<String, State> states, Instant now) {
        var state = states.get(counted.key());
        return state == null ? Duration.ZERO : Duration.between(now, state.until());
    }

    private List<Counted> counted(Attempt attempt) {
        return attempt.counts().stream()
                .map(it ->
                        new Counted(it.limit(), key(it), it.limit().in(properties), properties.onlyReports(it.limit())))
                .toList();
    }

    /** Without the key, which is not in the database, nobody can tell whose count it is. */
    private String key(Count count) {
        var subject = count.subject();
        var text = String.join("\0", count.limit().settingName(), subject.kind(), subject.value());
        return HexFormat.of()
                .formatHex(keys.code(text.getBytes(StandardCharsets.UTF_8)))
                .substring(0, DIGITS_OF_KEY);
    }
}
