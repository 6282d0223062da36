package dev.signet.idp.adminapi;

import dev.signet.idp.adminui.KeyDirectory;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What calls about signing keys are answered with. */
final class KeyBodies {

    private KeyBodies() {}

    /** Every key, in the order of the key set. */
    @ApiType
    record KeyList(List<SigningKey> keys) {}

    /** A key, and what happens to it next. */
    @ApiType
    record SigningKey(
            String kid,
            String algorithm,
            @OneOf(KeyDirectory.State.class) String state,
            Instant createdAt,
            Instant signsFrom,
            @Nullable Instant retiredAt,
            @OneOf(KeyDirectory.Next.class) String next,
            Instant nextAt) {

        static SigningKey of(KeyDirectory.Key key) {
            return new SigningKey(
                    key.kid(),
                    key.algorithm(),
                    OneOf.Words.of(key.state()),
                    key.createdAt(),
                    key.signsFrom(),
                    key.retiredAt(),
                    OneOf.Words.of(key.next()),
                    key.nextAt());
        }
    }

    /** What a rotation would do now. {@code algorithms} are those of the keys that would get a successor. */
    @ApiType
    record RotationPlan(List<String> algorithms, Instant signsFrom, long cachedForSeconds, Instant keptUntil) {

        static RotationPlan of(KeyDirectory.Plan plan) {
            return new RotationPlan(
                    plan.algorithms(), plan.signsFrom(), plan.cachedFor().toSeconds(), plan.keptUntil());
        }
    }

    /** How many successors were published. */
    @ApiType
    record Rotation(int published) {}
}
