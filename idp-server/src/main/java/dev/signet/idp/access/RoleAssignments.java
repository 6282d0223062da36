package dev.signet.idp.access;

import dev.signet.idp.user.AccountId;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Gives roles to people and takes them away, by the rules that keep anybody from rising: nobody gives or takes what they
 * do not hold, nobody changes their own roles, and an administrator is left.
 */
@Service
public class RoleAssignments {

    private final RoleAssignmentRepository assignments;
    private final RoleCatalogue catalogue;
    private final Roles roles;
    private final ApplicationEventPublisher events;
    private final TransactionOperations transactions;
    private final Clock clock;

    RoleAssignments(
            RoleAssignmentRepository assignments,
            RoleCatalogue catalogue,
            Roles roles,
            ApplicationEventPublisher events,
            TransactionOperations transactions,
            Clock clock) {
        this.assignments = assignments;
        this.catalogue = catalogue;
        this.roles = roles;
        this.events = events;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** Every way {@link #change} can end. */
    public sealed interface Outcome {

        record Changed() implements Outcome {}

        /** Somebody else changed them since they were looked at. */
        record Stale(Set<String> current) implements Outcome {}

        record OwnRoles() implements Outcome {}

        /** Among what changes is a role that allows more than the actor may do, or that there is not. */
        record BeyondReach(String role) implements Outcome {}

        /** Nobody who may sign in would be an administrator any more. */
        record LastAdministrator() implements Outcome {}

        record NoSuchAccount() implements Outcome {}
    }

    /**
     * Replaces the roles of {@code account}, in a transaction of its own.
     *
     * @param seen the roles that {@code actor} saw it have
     * @param wanted the roles that it has from now on
     */
    public Outcome change(AccountId actor, AccountId account, Set<String> seen, Set<String> wanted) {
        return transactions.execute(transaction -> {
            var outcome = changed(actor, account, seen, wanted);
            if (!(outcome instanceof Outcome.Changed)) {
                transaction.setRollbackOnly();
            }
            return outcome;
        });
    }

    private Outcome changed(AccountId actor, AccountId account, Set<String> seen, Set<String> wanted) {
        if (actor.equals(account)) {
            return new Outcome.OwnRoles();
        }
        if (!assignments.lockAccount(account)) {
            return new Outcome.NoSuchAccount();
        }
        Roles.forget(account); // what this request read before the lock
        var current = roles.of(account);
        if (!current.equals(seen)) {
            return new Outcome.Stale(current);
        }
        var granted = difference(wanted, current);
        var withdrawn = difference(current, wanted);
        var held = roles.permissionsOf(actor);
        for (var role :
                List.of(granted, withdrawn).stream().flatMap(Set::stream).toList()) {
            // the lock keeps a role that is being deleted from leaving an assignment behind
            var definition = catalogue.lock(role);
            var isGone = definition.isEmpty() && withdrawn.contains(role); // a name that allows nothing may go
            if (!isGone
                    && !definition
                            .filter(it -> held.containsAll(it.permissions()))
                            .isPresent()) {
                return new Outcome.BeyondReach(role);
            }
        }
        if (withdrawn.contains(Role.ADMINISTRATOR.value()) && !roles.canDoWithout(account)) {
            return new Outcome.LastAdministrator();
        }
        var now = clock.instant();
        granted.forEach(it -> assignments.insert(account, it, now));
        withdrawn.forEach(it -> assignments.delete(account, it));
        Roles.forget(account);
        if (!current.equals(wanted)) {
            events.publishEvent(new RolesChanged(account, actor, current, wanted));
        }
        return new Outcome.Changed();
    }

    private static Set<String> difference(Set<String> all, Set<String> without) {
        var rest = new TreeSet<>(all);
        rest.removeAll(without);
        return rest;
    }
}
