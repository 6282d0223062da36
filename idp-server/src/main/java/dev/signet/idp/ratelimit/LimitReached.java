package dev.signet.idp.ratelimit;

import dev.signet.idp.audit.AuditEvent;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An allowance was used up, and more attempts are blocked for a while. Published once for each block and not for the
 * attempts that it stops.
 *
 * @param account the account that was tried, if it is known
 * @param onlyReported whether nothing is blocked in truth
 */
public record LimitReached(Limit limit, @Nullable UUID account, Duration blockedFor, boolean onlyReported)
        implements AuditEvent {

    @Override
    public String action() {
        return "limit.reached";
    }

    @Override
    public @Nullable UUID subject() {
        return account;
    }

    /** Nobody knows who tried. */
    @Override
    public @Nullable UUID actor() {
        return null;
    }

    @Override
    public Outcome outcome() {
        return Outcome.REFUSED;
    }

    @Override
    public Map<String, String> details() {
        return Map.of(
                "limit",
                limit.settingName(),
                "blocked-for",
                blockedFor.toString(),
                "dry-run",
                String.valueOf(onlyReported));
    }
}
