package dev.signet.idp.access;

import dev.signet.idp.access.RoleAssignmentRepository.ByRule;
import dev.signet.idp.user.AccountId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Roles that a rule gives on the word of somebody else, and takes away when that word is not heard any more. What
 * somebody gave by hand a rule never touches. Who may write a rule is for its owner to ask.
 */
@Service
public class RolesByRule {

    /** For how long a word counts that is not heard again. */
    public static final Duration VALIDITY = Duration.ofDays(7);

    private final RoleAssignmentRepository assignments;
    private final RoleCatalogue catalogue;
    private final Roles roles;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    RolesByRule(
            RoleAssignmentRepository assignments,
            RoleCatalogue catalogue,
            Roles roles,
            ApplicationEventPublisher events,
            Clock clock) {
        this.assignments = assignments;
        this.catalogue = catalogue;
        this.roles = roles;
        this.events = events;
        this.clock = clock;
    }

    /** The roles that {@code account} has by a rule, each with the source of the word. */
    public Map<String, String> of(AccountId account) {
        return assignments.byRule(account).stream().collect(Collectors.toMap(ByRule::role, ByRule::source));
    }

    /** From now on {@code account} has these roles by the word of {@code source}, and no others by it. */
    @Transactional
    public void settle(AccountId account, String source, Collection<String> earned) {
        if (!assignments.lockAccount(account)) {
            return;
        }
        var wanted =
                earned.stream().filter(it -> catalogue.find(it).isPresent()).collect(Collectors.toSet());
        Roles.forget(account); // what this request read before the lock
        var before = roles.of(account);
        var now = clock.instant();
        assignments.byRule(account).stream()
                .filter(it -> it.source().equals(source) && !wanted.contains(it.role()))
                .forEach(this::take);
        wanted.forEach(it -> assignments.insertByRule(new ByRule(account, it, source), now, now.plus(VALIDITY)));
        announce(account, source, before);
    }

    /** Whatever else {@code source} gave is taken away, from everybody: its rules changed. */
    @Transactional
    public void keepOnly(String source, Collection<String> roleNames) {
        take(assignments.byRuleOf(source).stream()
                .filter(it -> !roleNames.contains(it.role()))
                .toList());
    }

    /** The word of {@code source} counts for {@code account} no more. */
    @Transactional
    public void end(AccountId account, String source) {
        take(assignments.byRule(account).stream()
                .filter(it -> it.source().equals(source))
                .toList());
    }

    /** Takes away what was not heard again in time. Returns how many there were, at most {@code limit}. */
    @Transactional
    public int endOverdue(Instant now, int limit) {
        var overdue = assignments.overdue(now, limit);
        take(overdue);
        return overdue.size();
    }

    private void take(List<ByRule> given) {
        for (var each : given) {
            assignments.lockAccount(each.account());
            Roles.forget(each.account());
            var before = roles.of(each.account());
            take(each);
            announce(each.account(), each.source(), before);
        }
    }

    /** The last administrator stays one, as by every other way. */
    private void take(ByRule given) {
        if (!given.role().equals(Role.ADMINISTRATOR.value()) || roles.canDoWithout(given.account())) {
            assignments.deleteByRule(given);
        }
    }

    private void announce(AccountId account, String source, Set<String> before) {
        Roles.forget(account);
        var after = roles.of(account);
        if (!after.equals(before)) {
            events.publishEvent(new RolesChangedByRule(account, source, new TreeSet<>(before), new TreeSet<>(after)));
        }
    }
}
