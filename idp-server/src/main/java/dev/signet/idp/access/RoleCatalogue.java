package dev.signet.idp.access;

import dev.signet.idp.access.CustomRoleChanged.Change;
import dev.signet.idp.user.AccountId;
import java.time.Clock;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionOperations;

/** The roles that there are: those that are built in, and those that administrators make. */
@Service
public class RoleCatalogue {

    /** More than anybody can keep apart; a bound on one page. */
    static final int MOST = 200;

    private static final int MOST_HOLDERS = 50;
    private static final int LONGEST_DESCRIPTION = 200;
    /** Not the word that means another page than that of a role. */
    private static final Pattern NAME = Pattern.compile("(?!new$)[a-z][a-z0-9]*(-[a-z0-9]+)*");

    private static final int LONGEST_NAME = 50;

    private final CustomRoleRepository custom;
    private final RoleAssignmentRepository assignments;
    private final Roles roles;
    private final ApplicationEventPublisher events;
    private final TransactionOperations transactions;
    private final Clock clock;

    RoleCatalogue(
            CustomRoleRepository custom,
            RoleAssignmentRepository assignments,
            Roles roles,
            ApplicationEventPublisher events,
            TransactionOperations transactions,
            Clock clock) {
        this.custom = custom;
        this.assignments = assignments;
        this.roles = roles;
        this.events = events;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** Every way a change of a role can end. */
    public sealed interface Outcome {

        /** @param holders how many people have it, or had it until it was deleted just now */
        record Done(int holders) implements Outcome {}

        /** Not lower-case letters, digits and single hyphens, or too long. */
        record BadName() implements Outcome {}

        record NameTaken() implements Outcome {}

        record DescriptionTooLong() implements Outcome {}

        /** There are as many roles as there may be. */
        record TooMany() implements Outcome {}

        /** It allows more than the actor may do, or would. */
        record BeyondReach() implements Outcome {}

        /** The actor has it: that would change their own rights. */
        record OwnRole() implements Outcome {}

        /** Somebody else changed it since it was looked at. */
        record Stale(RoleDefinition current) implements Outcome {}

        /** There is none, or it is built in. */
        record NoSuchRole() implements Outcome {}
    }

    /** Those that are built in, then the others by name. */
    public List<RoleDefinition> list() {
        return Stream.concat(Arrays.stream(Role.values()).map(RoleDefinition::of), custom.list(MOST).stream())
                .toList();
    }

    public Optional<RoleDefinition> find(String name) {
        return Role.of(name).map(RoleDefinition::of).or(() -> custom.find(name));
    }

    /** What the roles of these names allow together. A name that there is not allows nothing. */
    public Set<Permission> permissionsOf(Collection<String> names) {
        var permissions = EnumSet.noneOf(Permission.class);
        names.forEach(name -> find(name).ifPresent(role -> permissions.addAll(role.permissions())));
        return Collections.unmodifiableSet(permissions);
    }

    /** How many people have each role; a role that is not named is nobody's. */
    public Map<String, Integer> holderCounts() {
        return assignments.counts();
    }

    /** Some of those who have it, the last ones first; at most fifty. */
    public List<AccountId> holders(String name) {
        return assignments.holders(name, MOST_HOLDERS);
    }

    public Outcome create(AccountId actor, String name, String description, Set<Permission> permissions) {
        return inTransaction(() -> {
            if (name.length() > LONGEST_NAME || !NAME.matcher(name).matches()) {
                return new Outcome.BadName();
            }
            if (Role.of(name).isPresent()) {
                return new Outcome.NameTaken();
            }
            if (isTooLong(description)) {
                return new Outcome.DescriptionTooLong();
            }
            if (!roles.permissionsOf(actor).containsAll(permissions)) {
                return new Outcome.BeyondReach();
            }
            if (custom.list(MOST).size() == MOST) {
                return new Outcome.TooMany();
            }
            if (!custom.insert(name, description.strip(), permissions, clock.instant())) {
                return new Outcome.NameTaken();
            }
            events.publishEvent(new CustomRoleChanged(name, Change.CREATED, actor, Set.of(), permissions, 0));
            return new Outcome.Done(0);
        });
    }

    /** @param version the one that {@code actor} saw */
    public Outcome change(AccountId actor, String name, int version, String description, Set<Permission> permissions) {
        return inTransaction(() -> {
            var before = custom.lock(name);
            if (before.isEmpty()) {
                return new Outcome.NoSuchRole();
            }
            var refusal = refusal(actor, before.get());
            if (refusal.isPresent()) {
                return refusal.get();
            }
            if (isTooLong(description)) {
                return new Outcome.DescriptionTooLong();
            }
            if (!roles.permissionsOf(actor).containsAll(permissions)) {
                return new Outcome.BeyondReach();
            }
            if (!custom.update(name, version, description.strip(), permissions, clock.instant())) {
                return new Outcome.Stale(before.get());
            }
            events.publishEvent(new CustomRoleChanged(
                    name, Change.CHANGED, actor, before.get().permissions(), permissions, 0));
            return new Outcome.Done(holderCounts().getOrDefault(name, 0));
        });
    }

    /** Deletes a role and takes it from everybody who has it. */
    public Outcome delete(AccountId actor, String name) {
        return inTransaction(() -> {
            var before = custom.lock(name);
            if (before.isEmpty()) {
                return new Outcome.NoSuchRole();
            }
            var refusal = refusal(actor, before.get());
            if (refusal.isPresent()) {
                return refusal.get();
            }
            custom.delete(name); // first: whoever assigns it meanwhile holds its lock, and is seen below
            var holders = assignments.deleteAll(name);
            holders.forEach(Roles::forget);
            events.publishEvent(new CustomRoleChanged(
                    name, Change.DELETED, actor, before.get().permissions(), Set.of(), holders.size()));
            return new Outcome.Done(holders.size());
        });
    }

    /** The role, and nobody deletes it before the end of this transaction. */
    Optional<RoleDefinition> lock(String name) {
        return Role.of(name).map(RoleDefinition::of).or(() -> custom.lock(name));
    }

    private Optional<Outcome> refusal(AccountId actor, RoleDefinition role) {
        if (roles.of(actor).contains(role.name())) {
            return Optional.of(new Outcome.OwnRole());
        }
        return roles.permissionsOf(actor).containsAll(role.permissions())
                ? Optional.empty()
                : Optional.of(new Outcome.BeyondReach());
    }

    private Outcome inTransaction(Supplier<Outcome> change) {
        return transactions.execute(transaction -> {
            var outcome = change.get();
            if (!(outcome instanceof Outcome.Done)) {
                transaction.setRollbackOnly();
            }
            return outcome;
        });
    }

    private static boolean isTooLong(String description) {
        return description.strip().length() > LONGEST_DESCRIPTION || description.indexOf('\0') >= 0;
    }
}
