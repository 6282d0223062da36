package dev.signet.idp.outbox;

import java.time.Clock;
import java.util.List;
import java.util.function.Function;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** One dispatcher for each courier, while the server runs. Commands leave the work to servers. */
@Component
@ConditionalOnWebApplication
class Dispatchers implements SmartLifecycle {

    private final List<Courier> couriers;
    private final Function<Courier, Dispatcher> newDispatcher;
    private volatile List<Dispatcher> dispatchers = List.of();

    Dispatchers(
            List<Courier> couriers,
            DeliveryRepository deliveries,
            Attempts attempts,
            Bell bell,
            OutboxProperties settings,
            Clock clock) {
        this.couriers = couriers;
        this.newDispatcher = it -> new Dispatcher(it, deliveries, attempts, bell, settings, clock);
    }

    /** New ones each time: one that was stopped does not start again. */
    @Override
    public void start() {
        dispatchers = couriers.stream().map(newDispatcher).toList();
        dispatchers.forEach(Dispatcher::start);
    }

    @Override
    public void stop() {
        dispatchers.forEach(Dispatcher::stop);
        dispatchers = List.of();
    }

    @Override
    public boolean isRunning() {
        return !dispatchers.isEmpty();
    }
}
