package dev.signet.idp.admin;

import dev.signet.idp.access.Permission;
import dev.signet.idp.adminui.KeyDirectory;
import dev.signet.idp.audit.Acting;
import dev.signet.idp.client.Client;
import dev.signet.idp.client.Clients;
import dev.signet.idp.signingkey.KeyLife;
import dev.signet.idp.signingkey.KeySchedule;
import dev.signet.idp.signingkey.SigningKeyRotation;
import dev.signet.idp.token.LiveTokens;
import java.time.Clock;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** The signing keys as the console shows and rotates them. */
@Component
class KeyOffice implements KeyDirectory {

    private final KeySchedule schedule;
    private final SigningKeyRotation rotation;
    private final LiveTokens live;
    private final LiveSessionRepository sessions;
    private final Clients clients;
    private final PermissionCheck permissions;
    private final Clock clock;

    KeyOffice(
            KeySchedule schedule,
            SigningKeyRotation rotation,
            LiveTokens live,
            LiveSessionRepository sessions,
            Clients clients,
            PermissionCheck permissions,
            Clock clock) {
        this.schedule = schedule;
        this.rotation = rotation;
        this.live = live;
        this.sessions = sessions;
        this.clients = clients;
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

    @Override
    public Withdrawal withdrawal(List<String> kids) {
        permissions.require(Permission.KEYS_ROTATE);
        var affected = schedule.keys().stream()
                .filter(it -> kids.contains(it.kid()))
                .map(KeyOffice::key)
                .toList();
        var algorithms = affected.stream().map(Key::algorithm).collect(Collectors.toSet());
        return new Withdrawal(
                affected,
                schedule.replacements(kids, clock.instant()).stream()
                        .map(it -> new Replacement(it.algorithm(), it.isNew(), it.knownFrom()))
                        .toList(),
                schedule.cachedFor(),
                live.signedWith(algorithms).stream().map(this::affected).toList(),
                live.grants(),
                sessions.countLive(clock.instant()));
    }

    @Override
    public int withdraw(List<String> kids) {
        var actor = permissions.require(Permission.KEYS_ROTATE);
        try (var _ = Acting.as(actor.value())) {
            return rotation.withdraw(kids);
        }
    }

    private Affected affected(LiveTokens.OfClient it) {
        return new Affected(
                it.clientId(),
                clients.find(it.clientId()).map(Client::name).orElse(it.clientId()),
                it.accessTokens(),
                it.idTokens(),
                it.hasItsOwn());
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
