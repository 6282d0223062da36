package dev.signet.idp.registration;

import dev.signet.idp.link.Links;
import dev.signet.idp.link.MailedLink;
import dev.signet.idp.password.PasswordChoice;
import dev.signet.idp.password.PasswordHash;
import dev.signet.idp.password.PasswordOwner;
import dev.signet.idp.password.PasswordViolation;
import dev.signet.idp.password.Passwords;
import dev.signet.idp.user.AccountId;
import dev.signet.idp.user.Accounts;
import dev.signet.idp.user.NewAccount;
import dev.signet.idp.user.Violation;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionOperations;

/** Makes the account of somebody who came through a mailed link: their own, or that of an invitation. */
@Service
class Registration {

    /** The page that links lead to, which is also what they are for. */
    static final String PURPOSE = "/registration/complete";

    static final String BROWSER = "browser";
    static final String LANGUAGE = "language";
    static final String TICKET = "ticket";

    /** Kept with the link of an invitation, which works in every mode but off. */
    static final String INVITED = "invited";

    private final Links links;
    private final Accounts accounts;
    private final PasswordChoice choice;
    private final Passwords passwords;
    private final RegistrationProperties settings;
    private final TransactionOperations transactions;

    Registration(
            Links links,
            Accounts accounts,
            PasswordChoice choice,
            Passwords passwords,
            RegistrationProperties settings,
            TransactionOperations transactions) {
        this.links = links;
        this.accounts = accounts;
        this.choice = choice;
        this.passwords = passwords;
        this.settings = settings;
        this.transactions = transactions;
    }

    /** Every way {@link #complete} can end. */
    sealed interface Outcome {

        record Completed(AccountId account, MailedLink link) implements Outcome {}

        /** Unknown, expired, used or replaced, or of a kind that is not taken any more. */
        record LinkUnusable() implements Outcome {}

        /** Made in the meantime, on another way. */
        record AccountExists() implements Outcome {}

        record Rejected(List<Violation> account, List<PasswordViolation> password) implements Outcome {}

        record Busy(Duration retryAfter) implements Outcome {}
    }

    /** The link of {@code token}, if it can be used. */
    Optional<MailedLink> link(String token) {
        return links.find(PURPOSE, token).filter(this::isTaken);
    }

    Outcome complete(String token, String name, String password) {
        var link = link(token);
        if (link.isEmpty()) {
            return new Outcome.LinkUnusable(); // before the hash, which nobody shall get us to compute for nothing
        }
        var account = account(link.get(), name);
        var violations = account.violations();
        return switch (choice.of(password, PasswordOwner.newcomer(link.get().address(), name))) {
            case PasswordChoice.Result.Busy(var retryAfter) -> new Outcome.Busy(retryAfter);
            case PasswordChoice.Result.Rejected(var broken) -> new Outcome.Rejected(violations, broken);
            case PasswordChoice.Result.Ready(var hash) ->
                violations.isEmpty() ? complete(token, account, hash) : new Outcome.Rejected(violations, List.of());
        };
    }

    /** The link and the account in one transaction: whatever fails leaves the link as it was. */
    private Outcome complete(String token, NewAccount account, PasswordHash hash) {
        return transactions.execute(transaction -> {
            var link = links.use(PURPOSE, token).filter(this::isTaken);
            var outcome = link.isEmpty() ? new Outcome.LinkUnusable() : create(link.get(), account, hash);
            if (!(outcome instanceof Outcome.Completed)) {
                transaction.setRollbackOnly();
            }
            return outcome;
        });
    }

    private Outcome create(MailedLink link, NewAccount account, PasswordHash hash) {
        return switch (accounts.create(account)) {
            case Accounts.Creation.EmailTaken _ -> new Outcome.AccountExists();
            case Accounts.Creation.Invalid(var violations) -> new Outcome.Rejected(violations, List.of());
            case Accounts.Creation.Created(var created) -> {
                passwords.setInitial(Map.of(created.id(), hash));
                yield new Outcome.Completed(created.id(), link);
            }
        };
    }

    /** The address is verified: its owner just came from the mailbox. */
    private static NewAccount account(MailedLink link, String name) {
        var claims = new HashMap<String, Object>();
        claims.put("name", name.strip());
        link.data(LANGUAGE).ifPresent(it -> claims.put("locale", it));
        return new NewAccount(link.address().value(), true, claims);
    }

    private boolean isTaken(MailedLink link) {
        return link.data(INVITED).isPresent() ? settings.takesInvitations() : settings.isOpen();
    }
}
