package dev.signet.idp.recovery;

import dev.signet.idp.login.SecondFactors;
import dev.signet.idp.user.Account;
import dev.signet.idp.user.AccountId;
import dev.signet.idp.user.Accounts;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionOperations;

/**
 * What the links do that the mailbox gets while second factors are about to be removed. Whatever does not work does not
 * say why: unknown, expired, used, replaced, cancelled, or of a mailbox that the account does not have any more.
 */
@Service
class FactorRemovalLinks {

    private static final String REASON = "second factors removed after the waiting time";

    private final OwnedLinks links;
    private final CancelLinks cancelLinks;
    private final FactorRemovals removals;
    private final Accounts accounts;
    private final SecondFactors secondFactors;
    private final SecondFactorReset reset;
    private final TransactionOperations transactions;

    FactorRemovalLinks(
            OwnedLinks links,
            CancelLinks cancelLinks,
            FactorRemovals removals,
            Accounts accounts,
            SecondFactors secondFactors,
            SecondFactorReset reset,
            TransactionOperations transactions) {
        this.links = links;
        this.cancelLinks = cancelLinks;
        this.removals = removals;
        this.accounts = accounts;
        this.secondFactors = secondFactors;
        this.reset = reset;
        this.transactions = transactions;
    }

    /** Whose removal a link begins or completes; empty if it does not work. */
    Optional<Account> owner(String purpose, String token) {
        return links.find(purpose, token).map(OwnedLinks.OwnedLink::account);
    }

    /** Whose removal a link cancels. */
    Optional<Account> ownerOfCancellation(String token) {
        return cancelLinks
                .open(token)
                .flatMap(removals::of)
                .map(FactorRemoval::account)
                .flatMap(accounts::find);
    }

    boolean confirm(String token) {
        return orUndo(() -> links.use(FactorRemovalMails.CONFIRM, token)
                .map(OwnedLinks.OwnedLink::account)
                .filter(it -> secondFactors.areEnrolled(it.id()))
                .filter(removals::start)
                .isPresent());
    }

    boolean cancel(String token) {
        return ownerOfCancellation(token)
                .filter(it -> removals.cancel(it.id(), "by mail"))
                .isPresent();
    }

    /** @param proved who has proved a first factor in this browser just now */
    boolean complete(String token, AccountId proved) {
        return orUndo(() -> links.use(FactorRemovalMails.COMPLETE, token)
                .filter(it -> it.account().id().equals(proved))
                .filter(it -> it.link()
                        .data(FactorRemovalMails.REMOVAL)
                        .map(UUID::fromString)
                        .filter(id -> removals.complete(it.account(), id))
                        .isPresent())
                .map(it -> {
                    reset.of(proved, REASON);
                    return it;
                })
                .isPresent());
    }

    /** A link that leads to nothing is not used up by it. */
    private boolean orUndo(Supplier<Boolean> step) {
        return Boolean.TRUE.equals(transactions.execute(transaction -> {
            var done = step.get();
            if (!done) {
                transaction.setRollbackOnly();
            }
            return done;
        }));
    }
}
