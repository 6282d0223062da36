package dev.signet.idp.admin;

import dev.signet.idp.access.Permission;
import dev.signet.idp.adminui.MergeOffice;
import dev.signet.idp.adminui.PeopleDirectory.Reach;
import dev.signet.idp.audit.Acting;
import dev.signet.idp.merge.AccountMerge;
import dev.signet.idp.merge.Merge;
import dev.signet.idp.user.Account;
import dev.signet.idp.user.AccountId;
import dev.signet.idp.user.Accounts;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * Merges accounts in the name of whoever is signed in at the console. It changes what signs in to an account and deletes one in
 * the end, so both permissions are needed.
 */
@Component
class AccountMerges implements MergeOffice {

    private final AccountMerge merge;
    private final Accounts accounts;
    private final PermissionCheck permissions;

    AccountMerges(AccountMerge merge, Accounts accounts, PermissionCheck permissions) {
        this.merge = merge;
        this.accounts = accounts;
        this.permissions = permissions;
    }

    @Override
    public Optional<UUID> find(String text) {
        var actor = actor();
        return account(text)
                .filter(it -> permissions.reach(actor, it.id()) == Reach.WITHIN)
                .map(it -> it.id().value());
    }

    @Override
    public Outcome merge(UUID kept, UUID closed, String reason) {
        var actor = actor();
        if (isBeyond(actor, kept) || isBeyond(actor, closed)) {
            return Outcome.NOT_THERE;
        }
        try (var _ = Acting.as(actor.value())) {
            return switch (merge.merge(new AccountId(kept), new AccountId(closed), reason)) {
                case AccountMerge.Outcome.Merged _ -> Outcome.MERGED;
                case AccountMerge.Outcome.Refused(var obstacle) ->
                    switch (obstacle) {
                        case SAME_ACCOUNT -> Outcome.SAME_ACCOUNT;
                        case NOT_ACTIVE -> Outcome.NOT_ACTIVE;
                        case HAS_ROLE -> Outcome.HAS_ROLE;
                    };
            };
        }
    }

    @Override
    public List<MergeSummary> list(UUID person) {
        actor();
        return merge.list(new AccountId(person)).stream()
                .flatMap(it -> summary(it, new AccountId(person)).stream())
                .toList();
    }

    @Override
    public Undoing undo(UUID person, UUID id) {
        var actor = actor();
        if (isBeyond(actor, person)
                || list(person).stream().noneMatch(it -> it.id().equals(id))) {
            return Undoing.NOT_THERE;
        }
        try (var _ = Acting.as(actor.value())) {
            return switch (merge.undo(id)) {
                case UNDONE -> Undoing.UNDONE;
                case TOO_LATE -> Undoing.TOO_LATE;
                case MERGED_ON -> Undoing.MERGED_ON;
            };
        }
    }

    private AccountId actor() {
        permissions.require(Permission.USERS_WRITE);
        return permissions.require(Permission.USERS_ERASE);
    }

    private boolean isBeyond(AccountId actor, UUID id) {
        return permissions.reach(actor, new AccountId(id)) != Reach.WITHIN;
    }

    private Optional<Account> account(String text) {
        try {
            return accounts.find(new AccountId(UUID.fromString(text)));
        } catch (IllegalArgumentException e) {
            return accounts.findByEmail(text);
        }
    }

    /** Nothing if the account that stayed was deleted since. */
    private static Optional<MergeSummary> summary(Merge merge, AccountId person) {
        var kept = merge.kept();
        if (kept == null) {
            return Optional.empty();
        }
        var isKept = kept.equals(person);
        var other = isKept ? merge.closed() : kept;
        return Optional.of(new MergeSummary(merge.id(), other.value(), isKept, merge.mergedAt(), merge.undoUntil()));
    }
}
