package dev.signet.idp.device;

import dev.signet.idp.audit.RequestOrigin;
import dev.signet.idp.crypto.TokenHash;
import dev.signet.idp.device.DeviceRepository.Sighting;
import dev.signet.idp.user.AccountId;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The browsers that accounts have signed in with. */
@Service
public class Devices {

    /** More than anybody has; whoever throws cookies away must not fill the table. */
    static final int MOST_PER_ACCOUNT = 50;

    private final DeviceRepository devices;
    private final UserAgents userAgents;
    private final DeviceProperties properties;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Devices(
            DeviceRepository devices,
            UserAgents userAgents,
            DeviceProperties properties,
            ApplicationEventPublisher events,
            Clock clock) {
        this.devices = devices;
        this.userAgents = userAgents;
        this.properties = properties;
        this.events = events;
        this.clock = clock;
    }

    /** A browser after a sign-in. {@code isNew} if this account had not signed in with it, or not for long. */
    public record Seen(UUID id, boolean isNew) {}

    /**
     * The hash of this browser's cookie; empty if it has none. A value that somebody made up counts too: only
     * {@link #find} tells whether anybody signed in with it.
     */
    public Optional<TokenHash> current(HttpServletRequest request) {
        return DeviceCookie.read(request);
    }

    /** This browser, if {@code account} has signed in with it. Costs no query if the browser has no cookie. */
    public Optional<Device> find(AccountId account, HttpServletRequest request) {
        return current(request).flatMap(cookie -> devices.find(cookie, account, forgottenAt()));
    }

    /** Whether {@code account} has signed in with this browser. */
    public boolean isKnown(AccountId account, HttpServletRequest request) {
        return find(account, request).isPresent();
    }

    /** Whether this browser stands for the second factor of {@code account}. */
    public boolean isRemembered(AccountId account, HttpServletRequest request) {
        return find(account, request)
                .filter(it -> it.isRemembered(clock.instant()))
                .isPresent();
    }

    /**
     * Notes that {@code account} has signed in with this browser. To be called when nothing of the sign-in is left to
     * prove: from then on the browser is known.
     */
    @Transactional
    public Seen seen(AccountId account, HttpServletRequest request, HttpServletResponse response) {
        var origin = RequestOrigin.current();
        var sighting = new Sighting(
                DeviceCookie.write(request, response, properties.forgetAfter()),
                account,
                userAgents.read(origin.map(RequestOrigin::userAgent).orElse(null)),
                origin.map(RequestOrigin::address).orElse(null),
                clock.instant());
        var id = UUID.randomUUID();
        var row = devices.see(id, sighting);
        var isNew = row.id().equals(id);
        if (isNew) {
            devices.deleteBeyond(account, MOST_PER_ACCOUNT);
            events.publishEvent(new NewDevice(account, id, sighting.userAgent(), row.isFirst()));
        }
        return new Seen(row.id(), isNew);
    }

    /**
     * Lets this browser stand for the second factor of {@code account} for a while. Only for somebody who has just
     * proved that factor, and wants this.
     */
    @Transactional
    public void remember(AccountId account, HttpServletRequest request, HttpServletResponse response) {
        var device = seen(account, request, response).id();
        var until = clock.instant().plus(properties.rememberFor());
        devices.remember(device, until);
        events.publishEvent(new DeviceRemembered(account, device, until));
    }

    /** The browsers of {@code account}, the last one used first; at most fifty. */
    public List<Device> list(AccountId account) {
        return devices.list(account, forgottenAt());
    }

    /**
     * Forgets one browser: it is not remembered any more, and new at the next sign-in. Its sessions go on.
     *
     * @return false if {@code account} has no such browser
     */
    @Transactional
    public boolean forget(AccountId account, UUID device) {
        var forgotten = devices.delete(account, device);
        if (forgotten) {
            events.publishEvent(new DeviceForgotten(account, device));
        }
        return forgotten;
    }

    /** Forgets every browser of {@code account}, and returns how many there were. */
    @Transactional
    public int forgetAll(AccountId account) {
        var forgotten = devices.deleteAll(account);
        if (forgotten > 0) {
            events.publishEvent(new AllDevicesForgotten(account, forgotten));
        }
        return forgotten;
    }

    int deleteUnseen(int limit) {
        return devices.deleteUnseen(forgottenAt(), limit);
    }

    /** Whoever was last seen by then is not known any more, swept or not. */
    private Instant forgottenAt() {
        return clock.instant().minus(properties.forgetAfter());
    }
}
