package dev.signet.idp.signingkey;

import dev.signet.idp.signingkey.KeyLife.Next;
import dev.signet.idp.signingkey.SigningKeyRepository.Dates;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.springframework.stereotype.Service;

/** When each key takes its next step. Changes nothing; {@link SigningKeyRotation} takes the steps. */
@Service
public class KeySchedule {

    private final SigningKeyRepository keys;
    private final SigningKeyProperties settings;

    KeySchedule(SigningKeyRepository keys, SigningKeyProperties settings) {
        this.keys = keys;
        this.settings = settings;
    }

    /** Every key, as the table has it now. */
    public List<KeyLife> keys() {
        var all = keys.dates();
        var successors = all.stream()
                .filter(it -> it.state() == StoredKey.State.PUBLISHED)
                .collect(Collectors.toMap(Dates::algorithm, Dates::signsFrom));
        return all.stream().map(it -> life(it, successors)).toList();
    }

    /** When a key signs that is published at {@code now}. */
    public Instant signsFrom(Instant now) {
        return now.plus(settings.publishAhead());
    }

    /** Until when a key is published that signs no more from {@code retired} on. */
    public Instant keptUntil(Instant retired) {
        return retired.plus(settings.keepRetired());
    }

    /** How long a relying party may keep the key set. */
    public Duration cachedFor() {
        return settings.jwksCache();
    }

    /**
     * What would sign if {@code kids} were withdrawn at {@code now}: nothing for keys that do not sign.
     *
     * <p>A successor that goes with its key is no replacement, so a new one is made.
     */
    public List<KeyReplacement> replacements(Collection<String> kids, Instant now) {
        var all = keys.dates();
        return all.stream()
                .filter(it -> it.state() == StoredKey.State.SIGNING && kids.contains(it.kid()))
                .map(signing -> all.stream()
                        .filter(it -> it.state() == StoredKey.State.PUBLISHED
                                && it.algorithm() == signing.algorithm()
                                && !kids.contains(it.kid()))
                        .findFirst()
                        .map(it -> replacement(it.algorithm(), false, it.createdAt(), now))
                        .orElseGet(() -> replacement(signing.algorithm(), true, now, now)))
                .toList();
    }

    private KeyReplacement replacement(SigningAlgorithm algorithm, boolean isNew, Instant publishedAt, Instant now) {
        var knownFrom = publishedAt.plus(settings.jwksCache());
        return new KeyReplacement(algorithm.name(), isNew, knownFrom.isAfter(now) ? knownFrom : null);
    }

    private KeyLife life(Dates key, Map<SigningAlgorithm, Instant> successors) {
        return switch (key.state()) {
            case PUBLISHED -> life(key, Next.SIGNS, key.signsFrom());
            case SIGNING -> {
                var successor = successors.get(key.algorithm());
                yield successor == null
                        ? life(
                                key,
                                Next.SUCCESSOR_PUBLISHED,
                                key.signsFrom().plus(settings.rotation()).minus(settings.publishAhead()))
                        : life(key, Next.RETIRES, successor);
            }
            case RETIRED -> life(key, Next.REMOVED, Objects.requireNonNull(key.expiresAt()));
        };
    }

    private static KeyLife life(Dates key, Next next, Instant nextAt) {
        return new KeyLife(
                key.kid(),
                key.algorithm().name(),
                KeyLife.State.valueOf(key.state().name()),
                key.createdAt(),
                key.signsFrom(),
                key.retiredAt(),
                next,
                nextAt);
    }
}
