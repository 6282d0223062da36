package dev.signet.idp.recovery;

import dev.signet.idp.link.Links;
import dev.signet.idp.link.MailedLink;
import dev.signet.idp.password.PasswordChoice;
import dev.signet.idp.password.PasswordHash;
import dev.signet.idp.password.PasswordOwner;
import dev.signet.idp.password.PasswordViolation;
import dev.signet.idp.password.Passwords;
import dev.signet.idp.user.Account;
import dev.signet.idp.user.Accounts;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionOperations;

/** Sets the password of somebody who has the link for it. */
@Service
class Recovery {

    /** The page that links lead to, which is also what they are for. */
    static final String PURPOSE = "/recovery/complete";

    static final String BROWSER = "browser";
    static final String TICKET = "ticket";

    private final Links links;
    private final Accounts accounts;
    private final PasswordChoice choice;
    private final Passwords passwords;
    private final Lockout lockout;
    private final TransactionOperations transactions;

    Recovery(
            Links links,
            Accounts accounts,
            PasswordChoice choice,
            Passwords passwords,
            Lockout lockout,
            TransactionOperations transactions) {
        this.links = links;
        this.accounts = accounts;
        this.choice = choice;
        this.passwords = passwords;
        this.lockout = lockout;
        this.transactions = transactions;
    }

    /** Every way {@link #complete} can end. */
    sealed interface Outcome {

        record Completed(MailedLink link) implements Outcome {}

        /** Unknown, expired, used, replaced, or of an address that the account does not have any more. */
        record LinkUnusable() implements Outcome {}

        record Rejected(List<PasswordViolation> violations) implements Outcome {}

        record Busy(Duration retryAfter) implements Outcome {}
    }

    /** Whose password a link sets; empty if it does not work. */
    Optional<Account> owner(String token) {
        return links.find(PURPOSE, token).flatMap(this::ownerOf);
    }

    Outcome complete(String token, String password) {
        var owner = owner(token);
        if (owner.isEmpty()) {
            return new Outcome.LinkUnusable(); // before the hash, which nobody shall get us to compute for nothing
        }
        return switch (choice.of(password, PasswordOwner.of(owner.get()))) {
            case PasswordChoice.Result.Rejected(var violations) -> new Outcome.Rejected(violations);
            case PasswordChoice.Result.Busy(var retryAfter) -> new Outcome.Busy(retryAfter);
            case PasswordChoice.Result.Ready(var hash) -> complete(token, hash);
        };
    }

    private Outcome complete(String token, PasswordHash hash) {
        return transactions.execute(transaction -> {
            var link = links.use(PURPOSE, token);
            var owner = link.flatMap(this::ownerOf);
            if (owner.isEmpty()) {
                transaction.setRollbackOnly();
                return new Outcome.LinkUnusable();
            }
            var account = owner.get();
            lockout.of(account.id(), "password recovered");
            passwords.set(account.id(), hash);
            accounts.verifyEmail(account.id(), account.email());
            return new Outcome.Completed(link.get());
        });
    }

    /** The link counts for the mailbox that it went to, and for no other that the account has by now. */
    private Optional<Account> ownerOf(MailedLink link) {
        return Optional.ofNullable(link.account())
                .flatMap(accounts::find)
                .filter(it -> it.email().equals(link.address()));
    }
}
