package dev.signet.idp.admin;

import dev.signet.idp.access.Roles;
import dev.signet.idp.adminui.PeopleOffice.Action;
import dev.signet.idp.adminui.PeopleOffice.Outcome;
import dev.signet.idp.approval.Approvals;
import dev.signet.idp.user.Account;
import dev.signet.idp.user.AccountId;
import java.util.EnumSet;
import java.util.Set;
import org.springframework.stereotype.Component;

/**
 * Asks a second administrator where one alone could take over the account of another: whoever resets somebody's way in
 * and reads their mailbox, or has their password, is them.
 */
@Component
class ApprovedActions {

    /** What makes it easier to come in. What keeps out needs nobody else, and no time to lose. */
    private static final Set<Action> OPENING = EnumSet.of(Action.RESET_PASSWORD, Action.WAIVE_FACTOR);

    private final AccountActions actions;
    private final Approvals approvals;
    private final Roles roles;

    ApprovedActions(AccountActions actions, Approvals approvals, Roles roles) {
        this.actions = actions;
        this.approvals = approvals;
        this.roles = roles;
    }

    /** Does it at once, or asks for it where {@code account} has a role. */
    Outcome perform(AccountId actor, Account account, Action action) {
        if (!OPENING.contains(action) || roles.of(account.id()).isEmpty()) {
            return actions.perform(account, action);
        }
        return approvals.request(actor, action.name(), account.id())
                ? new Outcome.ApprovalRequested()
                : new Outcome.Unchanged();
    }

    /** Does what was allowed. */
    void carryOut(Account account, Action action) {
        actions.perform(account, action);
    }
}
