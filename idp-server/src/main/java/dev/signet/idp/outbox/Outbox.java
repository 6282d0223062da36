package dev.signet.idp.outbox;

import dev.signet.idp.crypto.DataVault;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Where modules leave what has to be delivered, and ask what became of it. */
@Service
public class Outbox {

    private final DeliveryRepository deliveries;
    private final DataVault vault;
    private final Bell bell;
    private final Clock clock;

    Outbox(DeliveryRepository deliveries, DataVault vault, Bell bell, Clock clock) {
        this.deliveries = deliveries;
        this.vault = vault;
        this.bell = bell;
        this.clock = clock;
    }

    /**
     * Leaves something to be delivered, in the caller's transaction. Once that is committed this node sets about it at
     * once. It arrives at least once, and more than once only if a node dies, or loses the database, after it arrived.
     *
     * @return by which it is known
     */
    @Transactional
    public UUID enqueue(NewDelivery delivery) {
        var id = UUID.randomUUID();
        var sealed = vault.encrypt(delivery.payload().getBytes(StandardCharsets.UTF_8), DeliveryRepository.row(id));
        deliveries.insert(id, delivery, sealed, clock.instant());
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                bell.ring(delivery.kind());
            }
        });
        return id;
    }

    /**
     * Ends a delivery that is still to be made; its content is deleted. A try that is under way at this moment may
     * still arrive.
     *
     * @return whether it was still to be made
     */
    @Transactional
    public boolean cancel(UUID id) {
        return deliveries.cancel(id, clock.instant()) == 1;
    }

    /** Deliveries, the latest first, at most {@code limit}. */
    public List<ListedDelivery> list(DeliveryFilter filter, int limit) {
        return deliveries.list(filter, limit);
    }
}
