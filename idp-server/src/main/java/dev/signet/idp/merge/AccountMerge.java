package dev.signet.idp.merge;

import dev.signet.idp.jobs.ExpiredRows;
import dev.signet.idp.user.AccountId;
import dev.signet.idp.user.AccountStatus;
import dev.signet.idp.user.Accounts;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Makes one account of two, and two of it again.
 *
 * <p>One account is kept and goes on with its id, so relying parties that know it see no difference. The other is closed: it
 * keeps its row, its addresses and its audit trail, nobody can sign in to it, and when the time to undo is over it is deleted.
 * Everything happens in one transaction that holds both rows, so of merges that cross one is first and the other finds an
 * account that is closed.
 */
@Service
public class AccountMerge {

    private static final String MERGED = "account merged";
    private static final String UNDONE = "merge undone";

    private final MergeRepository merges;
    private final MergeRules rules;
    private final Accounts accounts;
    private final Holdings holdings;
    private final MergeNotices notices;
    private final Clock clock;

    AccountMerge(
            MergeRepository merges,
            MergeRules rules,
            Accounts accounts,
            Holdings holdings,
            MergeNotices notices,
            Clock clock) {
        this.merges = merges;
        this.rules = rules;
        this.accounts = accounts;
        this.holdings = holdings;
        this.notices = notices;
        this.clock = clock;
    }

    /** Every way {@link #merge} can end. */
    public sealed interface Outcome {

        record Merged(Merge merge) implements Outcome {}

        record Refused(Obstacle obstacle) implements Outcome {}
    }

    /** What keeps two accounts from being merged. */
    public enum Obstacle {
        SAME_ACCOUNT,
        /** One of them is gone, locked, disabled, or closed by another merge. */
        NOT_ACTIVE,
        /** Whoever signs in to the one would get what the other may do. Roles are taken away first, by the rules for roles. */
        HAS_ROLE
    }

    /** Why {@code closed} cannot become part of {@code kept}; empty if nothing is in the way. */
    public Optional<Obstacle> obstacle(AccountId kept, AccountId closed) {
        return rules.obstacle(kept, closed);
    }

    /**
     * Closes {@code closed} and gives what signs in to it to {@code kept}.
     *
     * @param reason what an administrator wrote; null where the person does it, who proved both
     */
    @Transactional
    public Outcome merge(AccountId kept, AccountId closed, @Nullable String reason) {
        merges.lock(kept, closed);
        var obstacle = obstacle(kept, closed);
        if (obstacle.isPresent()) {
            return new Outcome.Refused(obstacle.get());
        }
        holdings.close(closed, MERGED);
        var moved = holdings.move(closed, kept);
        accounts.changeStatus(closed, AccountStatus.DISABLED);
        var now = clock.instant();
        var merge = new Merge(UUID.randomUUID(), kept, closed, moved, now, rules.undoUntil(now));
        merges.insert(merge);
        notices.merged(merge, kept, reason);
        return new Outcome.Merged(merge);
    }

    /** The merges of {@code account} that can be undone. */
    public List<Merge> list(AccountId account) {
        return merges.list(account, clock.instant());
    }

    public Optional<Merge> find(UUID id) {
        return merges.find(id, clock.instant());
    }

    /** How {@link #undo} can end. */
    public enum Undoing {
        UNDONE,
        /** It was undone before, or its time is over. */
        TOO_LATE,
        /** The account that was kept became part of another one since; that is undone first. */
        MERGED_ON
    }

    /**
     * Makes two accounts of it again. Whoever is signed in to the kept one may have come in by what goes back, so everybody
     * signs in anew.
     */
    @Transactional
    public Undoing undo(UUID id) {
        var found = find(id);
        if (found.isEmpty()) {
            return Undoing.TOO_LATE;
        }
        var closed = found.get().closed();
        var kept = found.get().kept();
        merges.lock(closed, kept == null ? closed : kept);
        if (kept != null && isClosedByMerge(kept)) {
            return Undoing.MERGED_ON;
        }
        if (!merges.delete(id)) {
            return Undoing.TOO_LATE;
        }
        if (kept != null) {
            holdings.close(kept, UNDONE);
            holdings.giveBack(found.get().moved(), kept, closed);
        }
        holdings.close(closed, UNDONE); // a sign-in that was under way when it was closed
        accounts.changeStatus(closed, AccountStatus.ACTIVE);
        notices.undone(found.get());
        return Undoing.UNDONE;
    }

    /** Deletes up to {@code limit} closed accounts whose merge cannot be undone any more, unless somebody opened them again. */
    @Transactional
    public int finish(int limit) {
        var due = merges.due(clock.instant(), limit);
        due.forEach(it -> {
            merges.delete(it.id());
            accounts.find(it.closed())
                    .filter(account -> account.status() == AccountStatus.DISABLED)
                    .ifPresent(account -> accounts.delete(account.id()));
        });
        return due.size();
    }

    private boolean isClosedByMerge(AccountId account) {
        return list(account).stream().anyMatch(it -> it.closed().equals(account));
    }

    @Bean
    static ExpiredRows mergesThatAreFinal(AccountMerge merge) {
        return new ExpiredRows("account_merge", merge::finish);
    }
}
