package dev.signet.idp.admin;

import dev.signet.idp.access.Roles;
import dev.signet.idp.adminui.PeopleOffice.Action;
import dev.signet.idp.adminui.PeopleOffice.Outcome;
import dev.signet.idp.login.SecondFactorRequirements;
import dev.signet.idp.protection.Lockdown;
import dev.signet.idp.recovery.PasswordResets;
import dev.signet.idp.user.Account;
import dev.signet.idp.user.AccountId;
import dev.signet.idp.user.AccountStatus;
import dev.signet.idp.user.Accounts;
import java.util.function.Supplier;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/** What is done to an account with one button, each in a transaction of its own. Who may do it was asked before. */
@Component
class AccountActions {

    private final Accounts accounts;
    private final Roles roles;
    private final AccessEnding access;
    private final SecondFactorRequirements requirements;
    private final PasswordResets passwordResets;
    private final Lockdown lockdown;
    private final TransactionOperations transactions;

    AccountActions(
            Accounts accounts,
            Roles roles,
            AccessEnding access,
            SecondFactorRequirements requirements,
            PasswordResets passwordResets,
            Lockdown lockdown,
            TransactionOperations transactions) {
        this.accounts = accounts;
        this.roles = roles;
        this.access = access;
        this.requirements = requirements;
        this.passwordResets = passwordResets;
        this.lockdown = lockdown;
        this.transactions = transactions;
    }

    Outcome perform(Account account, Action action) {
        var id = account.id();
        return switch (action) {
            case LOCK -> unlessLastAdministrator(id, () -> lock(id));
            case UNLOCK -> done(accounts.changeStatus(id, AccountStatus.ACTIVE));
            case REQUIRE_FACTOR -> done(requirements.require(id));
            case WAIVE_FACTOR -> done(requirements.lift(id));
            case RESET_PASSWORD -> resetPassword(account);
            case END_SESSIONS -> new Outcome.Done(access.endSessions(id, "ended by an administrator"));
            case LOCKDOWN -> unlessLastAdministrator(id, () -> lockDown(id));
            case ERASE -> unlessLastAdministrator(id, () -> erase(id));
        };
    }

    private Outcome lock(AccountId id) {
        return accounts.changeStatus(id, AccountStatus.DISABLED)
                ? new Outcome.Done(access.endEverything(id, "account locked"))
                : new Outcome.Unchanged();
    }

    /** Nobody knows since when; so what the owner may have added stays. */
    private Outcome lockDown(AccountId id) {
        var report = lockdown.of(id, "closed by an administrator", null);
        return new Outcome.Done(report.sessions() + report.applications());
    }

    private Outcome erase(AccountId id) {
        var ended = access.endEverything(id, "account deleted");
        accounts.delete(id);
        return new Outcome.Done(ended);
    }

    /** Whoever is kept out would get no mail, see {@code RecoveryRequests}. */
    private Outcome resetPassword(Account account) {
        if (account.status() == AccountStatus.DISABLED) {
            return new Outcome.Unchanged();
        }
        passwordResets.mail(account, LocaleContextHolder.getLocale());
        return new Outcome.Done(1);
    }

    private Outcome unlessLastAdministrator(AccountId id, Supplier<Outcome> action) {
        return transactions.execute(_ -> roles.canDoWithout(id) ? action.get() : new Outcome.LastAdministrator());
    }

    private static Outcome done(boolean isChanged) {
        return isChanged ? new Outcome.Done(1) : new Outcome.Unchanged();
    }
}
