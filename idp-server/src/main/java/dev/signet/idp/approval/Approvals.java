package dev.signet.idp.approval;

import dev.signet.idp.approval.ApprovalDecided.Step;
import dev.signet.idp.user.AccountId;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Four eyes: one asks, another allows. The caller asks for the permissions of both. */
@Service
public class Approvals {

    private static final int MOST = 100;

    private final ApprovalRepository requests;
    private final ApprovalProperties settings;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Approvals(ApprovalRepository requests, ApprovalProperties settings, ApplicationEventPublisher events, Clock clock) {
        this.requests = requests;
        this.settings = settings;
        this.events = events;
        this.clock = clock;
    }

    /** Asks; false if the same is asked for already. */
    @Transactional
    public boolean request(AccountId by, String action, AccountId account) {
        var now = clock.instant();
        var request = new ApprovalRequest(UUID.randomUUID(), action, account, by, now, now.plus(settings.lifetime()));
        if (!requests.insert(request)) {
            return false;
        }
        events.publishEvent(new ApprovalDecided(Step.REQUESTED, request, by.value()));
        return true;
    }

    /** Those that can still be decided, the oldest first. */
    public List<ApprovalRequest> list() {
        return requests.list(clock.instant(), MOST);
    }

    public Optional<ApprovalRequest> find(UUID id) {
        return requests.find(id, clock.instant());
    }

    /**
     * Allows it, and has it carried out in the same transaction: if that fails, the request is still there.
     *
     * @return whether there was one to allow, which there is not for whoever asked and for whom it is about
     */
    @Transactional
    public boolean grant(UUID id, AccountId by, Consumer<ApprovalRequest> carryOut) {
        var taken = requests.take(id, by, clock.instant());
        taken.ifPresent(it -> {
            events.publishEvent(new ApprovalDecided(Step.GRANTED, it, by.value()));
            carryOut.accept(it);
        });
        return taken.isPresent();
    }

    /** Declines it. Whoever asked takes it back. */
    @Transactional
    public boolean decline(UUID id, AccountId by) {
        var declined = requests.take(id, by, clock.instant());
        declined.ifPresent(it -> events.publishEvent(new ApprovalDecided(Step.DECLINED, it, by.value())));
        var withdrawn = declined.isPresent() ? declined : requests.withdraw(id, by, clock.instant());
        if (declined.isEmpty()) {
            withdrawn.ifPresent(it -> events.publishEvent(new ApprovalDecided(Step.WITHDRAWN, it, by.value())));
        }
        return withdrawn.isPresent();
    }
}
