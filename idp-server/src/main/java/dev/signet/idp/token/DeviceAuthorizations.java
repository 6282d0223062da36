package dev.signet.idp.token;

import dev.signet.idp.audit.AuditEvent;
import dev.signet.idp.audit.RequestOrigin;
import dev.signet.idp.client.Client;
import dev.signet.idp.crypto.DerivedKeys;
import dev.signet.idp.crypto.DerivedKeys.Authenticator;
import dev.signet.idp.crypto.RandomSecret;
import dev.signet.idp.crypto.TokenHash;
import dev.signet.idp.session.SignedIn;
import dev.signet.idp.token.DeviceAuthorizationRepository.Asked;
import dev.signet.idp.token.DeviceAuthorizationRepository.Times;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Devices that cannot show a sign-in, and the people who allow them on another one (RFC 8628). */
@Service
public class DeviceAuthorizations {

    /** Long enough to fetch a telephone, short enough that guessing a code in it is hopeless. */
    static final Duration LIFETIME = Duration.ofMinutes(10);

    static final Duration INTERVAL = Duration.ofSeconds(5);

    private final DeviceAuthorizationRepository repository;
    private final Authenticator userCodes;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    DeviceAuthorizations(
            DeviceAuthorizationRepository repository, DerivedKeys keys, ApplicationEventPublisher events, Clock clock) {
        this.repository = repository;
        this.userCodes = keys.authenticator("device-user-code");
        this.events = events;
        this.clock = clock;
    }

    /** What a device gets. */
    record Started(String deviceCode, String userCode) {

        @Override
        public String toString() {
            return "Started[redacted]";
        }
    }

    Started start(Client client, Set<String> scopes) {
        var now = clock.instant();
        var times = new Times(now, now.plus(LIFETIME), INTERVAL);
        var asked = new Asked(client.clientId(), scopes, RequestOrigin.current().orElse(null));
        while (true) {
            var started = new Started(RandomSecret.next(), UserCodes.next());
            var device = TokenHash.of(started.deviceCode());
            if (repository.insertIfAbsent(device, mac(started.userCode()), asked, times) == 1) {
                return started;
            }
        }
    }

    /** Who waits under a code that somebody typed; empty if nobody does, or not any more. */
    public Optional<DeviceRequest> find(String userCode) {
        return UserCodes.read(userCode).flatMap(it -> repository.findPending(mac(it), clock.instant()));
    }

    /** Allows the device to act in the name of who is signed in. False if it does not wait any more. */
    @Transactional
    public boolean approve(String userCode, SignedIn signedIn) {
        var request = UserCodes.read(userCode).flatMap(it -> repository.approve(mac(it), signedIn, clock.instant()));
        request.ifPresent(
                it -> events.publishEvent(new DeviceDecided(signedIn.account(), it, AuditEvent.Outcome.SUCCESS)));
        return request.isPresent();
    }

    /** Turns the device away. False if it does not wait any more. */
    @Transactional
    public boolean deny(String userCode, SignedIn signedIn) {
        var request = UserCodes.read(userCode).flatMap(it -> repository.deny(mac(it), clock.instant()));
        request.ifPresent(
                it -> events.publishEvent(new DeviceDecided(signedIn.account(), it, AuditEvent.Outcome.REFUSED)));
        return request.isPresent();
    }

    private byte[] mac(String userCode) {
        return userCodes.code(userCode.getBytes(StandardCharsets.US_ASCII));
    }
}
