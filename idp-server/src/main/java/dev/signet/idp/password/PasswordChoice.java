package dev.signet.idp.password;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Service;

/**
 * A password that somebody chooses: asks every rule, and makes the hash to store. Slow on purpose, and so to be done
 * before a transaction begins.
 */
@Service
public class PasswordChoice {

    private final PasswordPolicy policy;
    private final PasswordHistory history;
    private final PasswordHashing hashing;

    PasswordChoice(PasswordPolicy policy, PasswordHistory history, PasswordHashing hashing) {
        this.policy = policy;
        this.history = history;
        this.hashing = hashing;
    }

    /** Every way {@link #of} can end. */
    public sealed interface Result {

        record Ready(PasswordHash hash) implements Result {}

        record Rejected(List<PasswordViolation> violations) implements Result {}

        record Busy(Duration retryAfter) implements Result {}
    }

    public Result of(String password, PasswordOwner owner) {
        var violations = policy.violationsOf(password, owner);
        if (!violations.isEmpty()) {
            return new Result.Rejected(violations);
        }
        return switch (usedBefore(password, owner)) {
            case Turn.Busy<Boolean>(var retryAfter) -> new Result.Busy(retryAfter);
            case Turn.Taken<Boolean>(var usedBefore) ->
                usedBefore ? new Result.Rejected(List.of(PasswordViolation.USED_BEFORE)) : hash(password);
        };
    }

    private Turn<Boolean> usedBefore(String password, PasswordOwner owner) {
        return Optional.ofNullable(owner.account())
                .map(it -> history.contains(it, password))
                .orElseGet(() -> new Turn.Taken<>(false));
    }

    private Result hash(String password) {
        return switch (hashing.hash(password)) {
            case Turn.Busy<PasswordHash>(var retryAfter) -> new Result.Busy(retryAfter);
            case Turn.Taken<PasswordHash>(var hash) -> new Result.Ready(hash);
        };
    }
}
