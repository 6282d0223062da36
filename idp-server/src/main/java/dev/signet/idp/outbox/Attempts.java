package dev.signet.idp.outbox;

import dev.signet.idp.crypto.DataVault;
import dev.signet.idp.outbox.DeliveryRepository.Claimed;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/** One try at one delivery: has the courier try, and writes down how it ended. */
@Component
class Attempts {

    private static final int LONGEST_REASON = 200;
    private static final Logger log = LoggerFactory.getLogger(Attempts.class);

    private final DeliveryRepository deliveries;
    private final DataVault vault;
    private final TransactionOperations transactions;
    private final ApplicationEventPublisher events;
    private final MeterRegistry meters;
    private final Clock clock;

    Attempts(
            DeliveryRepository deliveries,
            DataVault vault,
            TransactionOperations transactions,
            ApplicationEventPublisher events,
            MeterRegistry meters,
            Clock clock) {
        this.deliveries = deliveries;
        this.vault = vault;
        this.transactions = transactions;
        this.events = events;
        this.meters = meters;
        this.clock = clock;
    }

    /** Holds no transaction while the courier is at work. */
    void run(Courier courier, Claimed claimed) {
        switch (attempt(courier, claimed)) {
            case Courier.Outcome.Delivered _ -> {
                delivered(courier, claimed);
                count(courier, "delivered");
            }
            case Courier.Outcome.GiveUp(var reason) -> giveUp(courier, claimed, reason);
            case Courier.Outcome.Retry(var reason) -> retry(courier, claimed, reason);
        }
    }

    private void delivered(Courier courier, Claimed claimed) {
        if (courier.leavesTrace()) {
            deliveries.delivered(claimed.id(), clock.instant());
        } else {
            deliveries.delete(claimed.id());
        }
    }

    private Courier.Outcome attempt(Courier courier, Claimed claimed) {
        var notAfter = claimed.notAfter();
        if (notAfter != null && !clock.instant().isBefore(notAfter)) {
            return new Courier.Outcome.GiveUp("too late to be of use");
        }
        if (claimed.attempt() > courier.retries().attempts()) { // nodes died trying
            return new Courier.Outcome.GiveUp("no try came to an end");
        }
        try {
            return courier.deliver(open(claimed));
        } catch (RuntimeException e) {
            log.warn("Delivery {} of kind {} failed in a way that was not expected", claimed.id(), courier.kind(), e);
            return new Courier.Outcome.Retry(e.getClass().getSimpleName());
        }
    }

    private Delivery open(Claimed claimed) {
        var payload = vault.decrypt(claimed.payload(), DeliveryRepository.row(claimed.id()));
        return new Delivery(
                claimed.id(),
                new String(payload, StandardCharsets.UTF_8),
                claimed.account(),
                claimed.clientId(),
                claimed.attempt(),
                claimed.createdAt());
    }

    private void retry(Courier courier, Claimed claimed, String reason) {
        var retries = courier.retries();
        var next = clock.instant().plus(retries.waitAfter(claimed.attempt(), ThreadLocalRandom.current()));
        if (claimed.attempt() >= retries.attempts()
                || next.isAfter(claimed.createdAt().plus(retries.age()))) {
            giveUp(courier, claimed, reason);
            return;
        }
        deliveries.retry(claimed.id(), claimed.attempt(), shortened(reason), next);
        count(courier, "retried");
    }

    private void giveUp(Courier courier, Claimed claimed, String reason) {
        var given = transactions.execute(_ -> {
            var changed = deliveries.failed(claimed.id(), claimed.attempt(), shortened(reason), clock.instant());
            if (changed == 1) {
                events.publishEvent(new DeliveryFailed(
                        claimed.id(), courier.kind(), claimed.account(), claimed.clientId(), shortened(reason)));
            }
            return changed == 1;
        });
        if (given) {
            log.warn("Gave up delivery {} of kind {}: {}", claimed.id(), courier.kind(), shortened(reason));
            count(courier, "failed");
        }
    }

    private void count(Courier courier, String outcome) {
        meters.counter("signet.outbox.attempts", "kind", courier.kind(), "outcome", outcome)
                .increment();
    }

    private static String shortened(String reason) {
        var line = reason.replaceAll("\\p{Cntrl}+", " ").strip();
        return line.length() <= LONGEST_REASON ? line : line.substring(0, LONGEST_REASON);
    }
}
