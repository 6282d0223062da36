package dev.signet.idp.token;

import dev.signet.idp.client.Client;
import dev.signet.idp.crypto.TokenHash;
import java.time.Clock;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Tells a device how its request stands, and gives it a grant once it was allowed (RFC 8628 §3.5). */
@Service
class DeviceRedemption {

    private final DeviceAuthorizationRepository repository;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    DeviceRedemption(DeviceAuthorizationRepository repository, ApplicationEventPublisher events, Clock clock) {
        this.repository = repository;
        this.events = events;
        this.clock = clock;
    }

    /** Every way {@link #redeem} can end. */
    sealed interface Outcome {

        record Granted(Grant grant) implements Outcome {}

        record Pending() implements Outcome {}

        record TooSoon() implements Outcome {}

        record Denied() implements Outcome {}

        record Expired() implements Outcome {}

        /** Unknown, of another client, or used before; or who allowed it has signed out, or was locked. */
        record Unusable() implements Outcome {}
    }

    @Transactional
    public Outcome redeem(Client client, String deviceCode, Sender sender) {
        var hash = TokenHash.of(deviceCode);
        var now = clock.instant();
        var poll = repository.poll(hash, client.clientId(), now);
        if (poll.isEmpty() || poll.get().state().equals("consumed")) {
            return new Outcome.Unusable();
        }
        if (poll.get().isExpired()) {
            return new Outcome.Expired();
        }
        if (poll.get().isTooSoon()) {
            return new Outcome.TooSoon();
        }
        return switch (poll.get().state()) {
            case "pending" -> new Outcome.Pending();
            case "denied" -> new Outcome.Denied();
            default -> granted(hash, client, NewGrants.of(client, sender, now));
        };
    }

    private Outcome granted(TokenHash hash, Client client, AuthorizationCodeRepository.NewGrant grant) {
        var redeemed = repository.redeem(hash, client.clientId(), grant, clock.instant());
        redeemed.ifPresent(
                it -> events.publishEvent(new GrantStarted(it.account(), it.clientId(), it.id(), it.scopes())));
        return redeemed.<Outcome>map(Outcome.Granted::new).orElseGet(Outcome.Unusable::new);
    }
}
