package dev.signet.idp.signingkey;

import dev.signet.idp.crypto.DataVault;
import dev.signet.idp.signingkey.SigningKeyChanged.Step;
import dev.signet.idp.signingkey.StoredKey.State;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.Objects;
import java.util.Set;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Moves keys from published to signing to retired to gone.
 *
 * <p>Runs at the start, where it makes the first keys, and then every ten minutes on one node. Every step looks at
 * the table alone, so it does not matter which node runs it, how often, or after how long a pause.
 */
@Service
public class SigningKeyRotation implements SmartInitializingSingleton {

    private final SigningKeyRepository keys;
    private final KeyRing ring;
    private final DataVault vault;
    private final SigningKeyProperties settings;
    private final TransactionTemplate transaction;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    SigningKeyRotation(
            SigningKeyRepository keys,
            KeyRing ring,
            DataVault vault,
            SigningKeyProperties settings,
            TransactionTemplate transaction,
            ApplicationEventPublisher events,
            Clock clock) {
        this.keys = keys;
        this.ring = ring;
        this.vault = vault;
        this.settings = settings;
        this.transaction = transaction;
        this.events = events;
        this.clock = clock;
    }

    @Override
    public void afterSingletonsInstantiated() {
        rotate(clock.instant());
    }

    /** Takes every step that is due at {@code now}. */
    public void rotate(Instant now) {
        for (var algorithm : SigningAlgorithm.values()) {
            succeed(algorithm, now);
            makeFirst(algorithm, now);
            publishSuccessor(algorithm, now, now.minus(settings.rotation()).plus(settings.publishAhead()));
            removeExpired(algorithm, now);
        }
        ring.refresh();
    }

    /**
     * Publishes successors ahead of their time. They sign once every cached key set holds them.
     *
     * @return how many there are; none for a key that has a successor already
     */
    public int publishSuccessors() {
        var now = clock.instant();
        var published = 0;
        for (var algorithm : SigningAlgorithm.values()) {
            published += publishSuccessor(algorithm, now, now) ? 1 : 0;
        }
        ring.refresh();
        return published;
    }

    /**
     * Removes keys that must not be trusted any longer, and has others sign in their place at once: the successor if it
     * is published already, as most cached key sets hold it, otherwise a new key. What the removed keys signed stops
     * verifying here now, on other nodes within ten seconds, and elsewhere when cached key sets run out.
     *
     * <p>One transaction, so there is no moment without a key that signs.
     *
     * @return how many of them there were
     */
    public int withdraw(Collection<String> kids) {
        var now = clock.instant();
        var withdrawn = transaction.execute(_ -> {
            var count = 0;
            for (var kid : Set.copyOf(kids)) {
                var deleted = keys.delete(kid);
                deleted.ifPresent(it -> announce(kid, it, Step.WITHDRAWN));
                count += deleted.isPresent() ? 1 : 0;
            }
            for (var algorithm : SigningAlgorithm.values()) {
                keys.promoteEarly(algorithm, now).ifPresent(it -> announce(it, algorithm, Step.SIGNING));
                makeFirst(algorithm, now);
            }
            return count;
        });
        ring.refresh();
        return Objects.requireNonNull(withdrawn);
    }

    private void succeed(SigningAlgorithm algorithm, Instant now) {
        transaction.executeWithoutResult(_ -> {
            keys.retireSucceeded(algorithm, now, now.plus(settings.keepRetired()))
                    .ifPresent(kid -> announce(kid, algorithm, Step.RETIRED));
            keys.promote(algorithm, now).ifPresent(kid -> announce(kid, algorithm, Step.SIGNING));
        });
    }

    /**
     * There is nobody yet who could have cached a key set without it, so the first key signs at once. After a withdrawal
     * there may be somebody, but no other key to sign with.
     */
    private void makeFirst(SigningAlgorithm algorithm, Instant now) {
        if (!keys.hasSigningKey(algorithm)) {
            insert(algorithm, State.SIGNING, now, now);
        }
    }

    private boolean publishSuccessor(SigningAlgorithm algorithm, Instant now, Instant signingSince) {
        return keys.needsSuccessor(algorithm, signingSince)
                && insert(algorithm, State.PUBLISHED, now, now.plus(settings.publishAhead()));
    }

    private boolean insert(SigningAlgorithm algorithm, State state, Instant now, Instant signsFrom) {
        var key = SigningKey.seal(algorithm.generate(), algorithm, state, vault);
        return Boolean.TRUE.equals(transaction.execute(_ -> {
            var isNew = keys.insertIfAbsent(key, now, signsFrom);
            if (isNew) {
                announce(key.kid(), algorithm, Step.valueOf(state.name()));
            }
            return isNew;
        }));
    }

    private void removeExpired(SigningAlgorithm algorithm, Instant now) {
        transaction.executeWithoutResult(
                _ -> keys.deleteExpired(algorithm, now).forEach(kid -> announce(kid, algorithm, Step.REMOVED)));
    }

    private void announce(String kid, SigningAlgorithm algorithm, Step step) {
        events.publishEvent(new SigningKeyChanged(kid, algorithm, step));
    }
}
