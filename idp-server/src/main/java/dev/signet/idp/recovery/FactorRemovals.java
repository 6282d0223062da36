package dev.signet.idp.recovery;

import dev.signet.idp.recovery.FactorRemovalChanged.Step;
import dev.signet.idp.user.Account;
import dev.signet.idp.user.AccountId;
import dev.signet.idp.user.Accounts;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiConsumer;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.interceptor.TransactionAspectSupport;

/**
 * Requests to have second factors removed, and how each goes on. An account has one at a time. Whoever looks after the
 * account hears of every step; the statements decide who comes first.
 */
@Service
class FactorRemovals {

    /** So many at once, in one transaction. */
    private static final int BATCH = 100;

    private final FactorRemovalRepository removals;
    private final FactorRemovalMails mails;
    private final Accounts accounts;
    private final RecoveryProperties settings;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    FactorRemovals(
            FactorRemovalRepository removals,
            FactorRemovalMails mails,
            Accounts accounts,
            RecoveryProperties settings,
            ApplicationEventPublisher events,
            Clock clock) {
        this.removals = removals;
        this.mails = mails;
        this.accounts = accounts;
        this.settings = settings;
        this.events = events;
        this.clock = clock;
    }

    /** The one that {@code account} waits for, or can complete. */
    Optional<FactorRemoval> of(AccountId account) {
        return removals.find(account, clock.instant());
    }

    Optional<FactorRemoval> of(UUID id) {
        return removals.find(id, clock.instant());
    }

    /**
     * Has the mailbox asked whether it agrees. Nothing runs before it does. A mail that is dropped for the limit leaves
     * the link of the one before it as it was.
     */
    @Transactional
    void ask(Account account) {
        if (mails.askToConfirm(account)) {
            events.publishEvent(new FactorRemovalChanged(account.id(), Step.ASKED));
        } else {
            TransactionAspectSupport.currentTransactionStatus().setRollbackOnly();
        }
    }

    /** @return false if another one runs */
    @Transactional
    boolean start(Account account) {
        var now = clock.instant();
        var delay = settings.factorRemovalDelay();
        var removal = new FactorRemoval(UUID.randomUUID(), account.id(), now.plus(delay));
        if (!removals.insert(removal, now, now.plus(delay.dividedBy(2)))) {
            return false;
        }
        mails.started(account, removal);
        events.publishEvent(new FactorRemovalChanged(account.id(), Step.STARTED));
        return true;
    }

    /**
     * Ends whatever runs for {@code account}, links that were not used yet included, in the caller's transaction.
     *
     * @return false if nothing ran
     */
    @Transactional
    public boolean cancel(AccountId account, String reason) {
        mails.withdrawLinks(account);
        var cancelled = removals.cancel(account, clock.instant());
        cancelled.ifPresent(_ -> {
            accounts.find(account).ifPresent(mails::cancelled);
            events.publishEvent(new FactorRemovalChanged(account, Step.CANCELLED, reason));
        });
        return cancelled.isPresent();
    }

    /** @return false if it is not ready, is over, or somebody else completed or cancelled it */
    @Transactional
    boolean complete(Account account, UUID id) {
        if (!removals.complete(id, account.id(), clock.instant())) {
            return false;
        }
        mails.completed(account);
        events.publishEvent(new FactorRemovalChanged(account.id(), Step.COMPLETED));
        return true;
    }

    /** Tells owners once more, in the middle of the waiting time. Returns whether there may be more to tell. */
    @Transactional
    boolean remind() {
        return each(removals.remind(clock.instant(), BATCH), mails::reminder);
    }

    /** Sends the links with which removals are completed whose waiting time is over. */
    @Transactional
    boolean release() {
        var now = clock.instant();
        return each(removals.release(now, now.plus(FactorRemovalMails.COMPLETABLE), BATCH), (account, removal) -> {
            mails.released(account, removal);
            events.publishEvent(new FactorRemovalChanged(account.id(), Step.RELEASED));
        });
    }

    int deleteExpired(int limit) {
        return removals.deleteExpired(clock.instant(), limit);
    }

    private boolean each(List<FactorRemoval> due, BiConsumer<Account, FactorRemoval> action) {
        due.forEach(it -> accounts.find(it.account()).ifPresent(account -> action.accept(account, it)));
        return due.size() == BATCH;
    }
}
