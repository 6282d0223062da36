package dev.signet.idp.access;

import dev.signet.idp.user.AccountId;
import java.time.Clock;
import java.util.Set;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Who has which role, and what that allows. */
@Service
public class Roles {

    private final RoleAssignmentRepository assignments;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Roles(RoleAssignmentRepository assignments, ApplicationEventPublisher events, Clock clock) {
        this.assignments = assignments;
        this.events = events;
        this.clock = clock;
    }

    /** What {@code account} may do; empty for most people. */
    public Set<Permission> permissionsOf(AccountId account) {
        return Role.permissionsOf(assignments.rolesOf(account));
    }

    /** The names of the roles that {@code account} has. */
    public Set<String> of(AccountId account) {
        return Set.copyOf(assignments.rolesOf(account));
    }

    /** Whether anybody is an administrator. Until then the set-up link is open. */
    public boolean anyAdministrator() {
        return assignments.isAssigned(Role.ADMINISTRATOR.value());
    }

    /**
     * Whether somebody else looks after the installation, or {@code account} never did. Holds until the caller's
     * transaction ends: of the last two administrators who leave at once, one stays.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean canDoWithout(AccountId account) {
        var administrators = assignments.lockActive(Role.ADMINISTRATOR.value());
        return !administrators.contains(account) || administrators.size() > 1;
    }

    /** Gives {@code account} a role; does nothing if it has it. */
    @Transactional
    public void grant(AccountId account, Role role) {
        if (assignments.insert(account, role.value(), clock.instant())) {
            events.publishEvent(new RoleGranted(account, role));
        }
    }
}
