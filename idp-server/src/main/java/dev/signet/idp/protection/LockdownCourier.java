package dev.signet.idp.protection;

import dev.signet.idp.outbox.Courier;
import dev.signet.idp.outbox.Delivery;
import dev.signet.idp.outbox.Retries;
import dev.signet.idp.user.AccountId;
import dev.signet.idp.user.Accounts;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.springframework.stereotype.Component;

/** Does what a {@link LockdownRequest} asks for. Doing it again, after a node died, ends what was begun in between. */
@Component
class LockdownCourier implements Courier {

    private final Accounts accounts;
    private final Lockdown lockdown;

    LockdownCourier(Accounts accounts, Lockdown lockdown) {
        this.accounts = accounts;
        this.lockdown = lockdown;
    }

    @Override
    public String kind() {
        return LockdownRequest.KIND;
    }

    @Override
    public Retries retries() {
        return new Retries(100, Duration.ofDays(2), Duration.ofSeconds(2), Duration.ofMinutes(1));
    }

    @Override
    public Outcome deliver(Delivery delivery) {
        var since = delivery.payload().isEmpty() ? null : Instant.parse(delivery.payload());
        accounts.find(new AccountId(Objects.requireNonNull(delivery.account())))
                .ifPresent(it -> lockdown.of(it.id(), "asked for by an operator", since));
        return new Outcome.Delivered();
    }
}
