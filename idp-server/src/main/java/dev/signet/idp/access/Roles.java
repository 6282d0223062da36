package dev.signet.idp.access;

import dev.signet.idp.access.RoleAssignmentRepository.Held;
import dev.signet.idp.user.AccountId;
import java.time.Clock;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.RequestContextHolder;

/** Who has which role, and what that allows. */
@Service
public class Roles {

    private static final String KNOWN = Roles.class.getName() + ".";

    private final RoleAssignmentRepository assignments;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Roles(RoleAssignmentRepository assignments, ApplicationEventPublisher events, Clock clock) {
        this.assignments = assignments;
        this.events = events;
        this.clock = clock;
    }

    /**
     * What {@code account} may do; empty for most people. A request that asks more than once, as the rule, the port and
     * the page do, costs one query.
     */
    public Set<Permission> permissionsOf(AccountId account) {
        return Power.of(account).map(Power::permissions).orElseGet(() -> permissionsByRole(account));
    }

    private Set<Permission> permissionsByRole(AccountId account) {
        var permissions = EnumSet.noneOf(Permission.class);
        held(account).forEach(it -> permissions.addAll(it.permissions()));
        return Collections.unmodifiableSet(permissions);
    }

    /** The names of the roles that {@code account} has, sorted. */
    public Set<String> of(AccountId account) {
        return Power.of(account).map(Power::roles).orElseGet(() -> names(account));
    }

    private Set<String> names(AccountId account) {
        return held(account).stream()
                .map(Held::role)
                .collect(Collectors.collectingAndThen(
                        Collectors.toCollection(TreeSet::new), Collections::unmodifiableSet));
    }

    /** What {@code account} may do, each with the roles that it comes from. */
    public Map<Permission, Set<String>> effective(AccountId account) {
        var sources = new EnumMap<Permission, Set<String>>(Permission.class);
        held(account)
                .forEach(it -> it.permissions()
                        .forEach(permission -> sources.computeIfAbsent(permission, _ -> new TreeSet<>())
                                .add(it.role())));
        return Collections.unmodifiableMap(sources);
    }

    /** Whether anybody is an administrator. Until then the set-up link is open. */
    public boolean anyAdministrator() {
        return assignments.isAssigned(Role.ADMINISTRATOR.value());
    }

    /**
     * Whether the installation can do without {@code account}: it is no administrator, or another one may sign in. To be
     * called in the transaction that takes {@code account} away, before it does: of two that take the last two away, the
     * second one waits and is told false.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean canDoWithout(AccountId account) {
        var administrator = Role.ADMINISTRATOR.value();
        assignments.lockAccount(account);
        assignments.lockHolders(administrator);
        return assignments.heldBy(account).stream().noneMatch(it -> it.role().equals(administrator))
                || assignments.isActiveBeside(administrator, account); // a statement of its own sees what others left
    }

    /** Gives {@code account} a role on the word of whoever runs this installation; does nothing if it has it. */
    @Transactional
    public void grant(AccountId account, Role role) {
        if (assignments.insert(account, role.value(), clock.instant())) {
            forget(account);
            events.publishEvent(new RoleGranted(account, role));
        }
    }

    private List<Held> held(AccountId account) {
        var request = RequestContextHolder.getRequestAttributes();
        if (request == null) {
            return assignments.heldBy(account);
        }
        if (request.getAttribute(KNOWN + account, RequestAttributes.SCOPE_REQUEST) instanceof Known known) {
            return known.held();
        }
        var known = new Known(assignments.heldBy(account));
        request.setAttribute(KNOWN + account, known, RequestAttributes.SCOPE_REQUEST);
        return known.held();
    }

    /** What this request knew is not so any more. */
    static void forget(AccountId account) {
        var request = RequestContextHolder.getRequestAttributes();
        if (request != null) {
            request.removeAttribute(KNOWN + account, RequestAttributes.SCOPE_REQUEST);
        }
    }

    private record Known(List<Held> held) {}
}
