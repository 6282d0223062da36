package dev.signet.idp.admin;

import dev.signet.idp.access.Permission;
import dev.signet.idp.adminui.KeyDirectory;
import dev.signet.idp.audit.Acting;
import dev.signet.idp.signingkey.KeyLife;
import dev.signet.idp.signingkey.KeySchedule;
import dev.signet.idp.signingkey.SigningKeyRotation;
import java.time.Clock;
import java.util.List;
import org.springframework.stereotype.Component;

/** The signing keys as the console shows and rotates them. */
@Component
class KeyOffice implements KeyDirectory {

    private final KeySchedule schedule;
    private final SigningKeyRotation rotation;
    private final PermissionCheck permissions;
    private final Clock clock;

    KeyOffice(KeySchedule schedule, SigningKeyRotation rotation, PermissionCheck permissions, Clock clock) {
        this.schedule = schedule;
        this.rotation = rotation;
        this.permissions = permissions;
        this.clock = clock;
    }

    @Override
    public List<Key> list() {
        permissions.require(Permission.KEYS_READ);
        return schedule.keys().stream().map(KeyOffice::key).toList();
    }

    @Override
    public Plan plan() {
        permissions.require(Permission.KEYS_ROTATE);
        var signsFrom = schedule.signsFrom(clock.instant());
        return new Plan(
                schedule.keys().stream()
                        .filter(KeyLife::hasNoSuccessor)
                        .map(KeyLife::algorithm)
                        .toList(),
                signsFrom,
                schedule.cachedFor(),
                schedule.keptUntil(signsFrom));
    }

    @Override
    public int rotate() {
        var actor = permissions.require(Permission.KEYS_ROTATE);
        try (var _ = Acting.as(actor.value())) {
            return rotation.publishSuccessors();
        }
    }

    private static Key key(KeyLife life) {
        return new Key(
                life.kid(),
                life.algorithm(),
                State.valueOf(life.state().name()),
                life.createdAt(),
                life.signsFrom(),
                life.retiredAt(),
                Next.valueOf(life.next().name()),
                life.nextAt());
    }
}
