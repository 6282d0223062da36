package dev.signet.idp.setup;

import dev.signet.idp.access.Role;
import dev.signet.idp.access.Roles;
import dev.signet.idp.password.PasswordHash;
import dev.signet.idp.password.PasswordViolation;
import dev.signet.idp.password.Passwords;
import dev.signet.idp.user.AccountId;
import dev.signet.idp.user.Accounts;
import dev.signet.idp.user.NewAccount;
import dev.signet.idp.user.Violation;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Makes an administrator: account, password and role in one transaction with the link that allowed it.
 *
 * <p>Whatever fails undoes the use of the link, so a typo does not cost it.
 */
@Service
public class AdministratorCreation {

    private final AdministratorCheck check;
    private final SetupLink link;
    private final Accounts accounts;
    private final Passwords passwords;
    private final Roles roles;
    private final TransactionOperations transactions;

    AdministratorCreation(
            AdministratorCheck check,
            SetupLink link,
            Accounts accounts,
            Passwords passwords,
            Roles roles,
            TransactionOperations transactions) {
        this.check = check;
        this.link = link;
        this.accounts = accounts;
        this.passwords = passwords;
        this.roles = roles;
        this.transactions = transactions;
    }

    /** Every way to end. */
    public sealed interface Outcome {

        record Created(AccountId account) implements Outcome {}

        record Rejected(List<Violation> account, List<PasswordViolation> password) implements Outcome {}

        record EmailTaken() implements Outcome {}

        /** Unknown, expired, used, or no longer needed because there is an administrator. */
        record LinkUnusable() implements Outcome {}

        /** Only where no link is used. */
        record AdministratorExists() implements Outcome {}

        record Busy(Duration retryAfter) implements Outcome {}
    }

    /** Makes the first administrator. Of two callers with the same link exactly one does. */
    public Outcome throughLink(String secret, NewAdministrator requested) {
        if (!link.isUsable(secret)) {
            return new Outcome.LinkUnusable(); // before the hash, which nobody shall get us to compute for nothing
        }
        return create(requested, () -> link.consume(secret), new Outcome.LinkUnusable());
    }

    /**
     * Makes an administrator on the word of whoever can run commands on this machine.
     *
     * @param further whether to make one beside those that there are
     */
    public Outcome byCommand(NewAdministrator requested, boolean further) {
        return create(requested, () -> link.close() || further, new Outcome.AdministratorExists());
    }

    /** {@code allowed} is asked first thing in the transaction and takes the lock that makes others wait. */
    private Outcome create(NewAdministrator requested, BooleanSupplier allowed, Outcome refusal) {
        return switch (check.of(requested)) {
            case AdministratorCheck.Result.NotReady(var outcome) -> outcome;
            case AdministratorCheck.Result.Ready(var account, var password) ->
                transactions.execute(transaction -> {
                    var outcome = allowed.getAsBoolean() ? insert(account, password) : refusal;
                    if (!(outcome instanceof Outcome.Created)) {
                        transaction.setRollbackOnly();
                    }
                    return outcome;
                });
        };
    }

    private Outcome insert(NewAccount account, PasswordHash password) {
        return switch (accounts.create(account)) {
            case Accounts.Creation.EmailTaken _ -> new Outcome.EmailTaken();
            case Accounts.Creation.Invalid(var violations) -> new Outcome.Rejected(violations, List.of());
            case Accounts.Creation.Created(var created) -> {
                passwords.setInitial(Map.of(created.id(), password));
                roles.grant(created.id(), Role.ADMINISTRATOR);
                yield new Outcome.Created(created.id());
            }
        };
    }
}
