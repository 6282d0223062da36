package dev.signet.idp.federation;

import dev.signet.idp.access.Roles;
import dev.signet.idp.federation.LinkingRules.Local;
import dev.signet.idp.federation.LinkingRules.Situation;
import dev.signet.idp.federation.LinkingRules.Step;
import dev.signet.idp.registration.Invitations;
import dev.signet.idp.user.Account;
import dev.signet.idp.user.AccountId;
import dev.signet.idp.user.Accounts;
import dev.signet.idp.user.EmailAddress;
import dev.signet.idp.user.NewAccount;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Finds out whose account somebody is who came back from a provider. Each decision is made and carried out in one
 * transaction that holds the account; whoever loses a race decides anew, on what the winner left.
 */
@Service
class Arrival {

    private static final int TRIES = 4;

    private final Accounts accounts;
    private final Identities identities;
    private final Providers providers;
    private final Invitations invitations;
    private final Roles roles;
    private final Reclaim reclaim;
    private final TransactionOperations transactions;

    Arrival(
            Accounts accounts,
            Identities identities,
            Providers providers,
            Invitations invitations,
            Roles roles,
            Reclaim reclaim,
            TransactionOperations transactions) {
        this.accounts = accounts;
        this.identities = identities;
        this.providers = providers;
        this.invitations = invitations;
        this.roles = roles;
        this.reclaim = reclaim;
        this.transactions = transactions;
    }

    /** Every way an arrival can end. */
    sealed interface Outcome {

        /** The person is {@code account}'s; whether they may sign in is the gate's question. */
        record Recognised(AccountId account) implements Outcome {}

        /**
         * Something has to be proved first. Nothing was changed.
         *
         * @param step one of the steps that prove
         */
        record ProofNeeded(Step step) implements Outcome {}

        /** Nothing was changed. */
        record Refused(Cause cause, @Nullable AccountId account) implements Outcome {}
    }

    /** Somebody came back from a provider to sign in. */
    Outcome signIn(UpstreamIdentity identity, Locale language) {
        return decide(() -> {
            var known = recognised(identity);
            if (known.isPresent()) {
                return known;
            }
            if (identity.address().isEmpty()) {
                return Optional.of(new Outcome.Refused(Cause.ADDRESS_MISSING, null));
            }
            var address = identity.address().get();
            var account = held(address);
            var meanwhile = recognised(identity); // while we waited for the account
            if (meanwhile.isPresent()) {
                return meanwhile;
            }
            var step = LinkingRules.step(situation(identity, address, account));
            return switch (step) {
                case LINK -> link(account.orElseThrow(), identity, LinkReason.AUTHORITATIVE);
                case RECLAIM -> reclaim(account.orElseThrow(), identity, LinkReason.AUTHORITATIVE);
                case CREATE -> create(identity, address, language, LinkReason.CREATED);
                case PROVE_ACCOUNT, PROVE_FACTORS, PROVE_ADDRESS -> Optional.of(new Outcome.ProofNeeded(step));
                case REFUSE -> Optional.of(new Outcome.Refused(Cause.NO_ACCOUNT, null));
            };
        });
    }

    /** The same person was seen to read the mailbox {@code address}, in the browser in which they came back. */
    Outcome mailboxProved(UpstreamIdentity identity, EmailAddress address, Locale language) {
        return decide(() -> {
            var account = held(address);
            var known = recognised(identity);
            if (known.isPresent()) {
                return known;
            }
            if (account.isEmpty()) {
                return mayCreate(identity, address)
                        ? create(identity, address, language, LinkReason.CREATED)
                        : Optional.of(new Outcome.Refused(Cause.NO_ACCOUNT, null));
            }
            if (identities.hasOtherSubject(account.get().id(), identity)) {
                return Optional.of(
                        new Outcome.Refused(Cause.PENDING_GONE, account.get().id()));
            }
            return account.get().emailVerified()
                    ? link(account.get(), identity, LinkReason.MAILBOX)
                    : reclaim(account.get(), identity, LinkReason.MAILBOX);
        });
    }

    /** The account that it is linked with. */
    Optional<AccountId> ownerOf(UpstreamIdentity identity) {
        return identities.find(identity).map(LinkedIdentity::account);
    }

    /** Somebody who is signed in to {@code account} wants the identity linked to it. */
    Outcome accountProved(UpstreamIdentity identity, AccountId account, LinkReason reason) {
        return decide(() -> {
            var linked = identities.find(identity);
            if (linked.isPresent()) {
                return Optional.of(
                        linked.get().account().equals(account)
                                ? new Outcome.Recognised(account)
                                : new Outcome.Refused(Cause.OTHER_OWNER, account));
            }
            identities.lock(account);
            return accounts.find(account)
                    .flatMap(it -> link(it, identity, reason))
                    .or(() -> Optional.of(new Outcome.Refused(Cause.ACCOUNT_CLOSED, account)));
        });
    }

    /** One way to decide, in a transaction. */
    private interface Decision {

        /** Empty if somebody else was faster. */
        Optional<Outcome> make();
    }

    private Outcome decide(Decision decision) {
        for (var i = 0; i < TRIES; i++) {
            Optional<Outcome> outcome = transactions.execute(transaction -> {
                var made = decision.make();
                if (made.isEmpty()) {
                    transaction.setRollbackOnly();
                }
                return made;
            });
            if (outcome.isPresent()) {
                return outcome.get();
            }
        }
        return new Outcome.Refused(Cause.UPSTREAM_ERROR, null);
    }

    private Optional<Outcome> recognised(UpstreamIdentity identity) {
        var linked = identities.find(identity);
        linked.ifPresent(it -> identities.markUsed(it, identity));
        return linked.map(it -> new Outcome.Recognised(it.account()));
    }

    /** The account of {@code address}, which nobody else decides about until the transaction ends. */
    private Optional<Account> held(EmailAddress address) {
        var found = accounts.findByEmail(address.value());
        found.ifPresent(it -> identities.lock(it.id()));
        return found.isEmpty() ? found : accounts.findByEmail(address.value());
    }

    private Situation situation(UpstreamIdentity identity, EmailAddress address, Optional<Account> account) {
        var local = account.map(it -> it.emailVerified() ? Local.VERIFIED : Local.UNVERIFIED)
                .orElse(Local.NONE);
        return new Situation(
                local,
                identity.emailVerified(),
                identity.authoritative(),
                account.filter(it -> identities.hasOtherSubject(it.id(), identity))
                        .isPresent(),
                account.filter(it -> mayBeMore(it, identity)).isPresent(),
                account.isEmpty() && mayCreate(identity, address));
    }

    /** A rule that would give the account a role asks first too: somebody else may have a key to it. */
    private boolean mayBeMore(Account account, UpstreamIdentity identity) {
        return !roles.of(account.id()).isEmpty() || !identity.roles().isEmpty();
    }

    /** Whether {@code address} may get an account by coming this way. An invitation is an answer to that. */
    boolean mayCreate(UpstreamIdentity identity, EmailAddress address) {
        return providers
                        .find(identity.provider())
                        .filter(it -> it.createsFor(address))
                        .isPresent()
                || invitations.isPending(address);
    }

    private Optional<Outcome> link(Account account, UpstreamIdentity identity, LinkReason reason) {
        if (!account.isActive()) {
            return Optional.of(new Outcome.Refused(Cause.ACCOUNT_CLOSED, account.id()));
        }
        return identities.link(account.id(), identity, reason)
                ? Optional.of(new Outcome.Recognised(account.id()))
                : Optional.empty();
    }

    private Optional<Outcome> reclaim(Account account, UpstreamIdentity identity, LinkReason proof) {
        if (!account.isActive()) {
            return Optional.of(new Outcome.Refused(Cause.ACCOUNT_CLOSED, account.id()));
        }
        reclaim.of(account, identity, proof);
        return link(account, identity, LinkReason.RECLAIMED);
    }

    /** The address is verified: by a provider that gives it out, or by the mailbox. */
    private Optional<Outcome> create(
            UpstreamIdentity identity, EmailAddress address, Locale language, LinkReason reason) {
        var claims = new LinkedHashMap<>(identity.claims());
        claims.putIfAbsent("locale", language.toLanguageTag());
        return switch (accounts.create(new NewAccount(address.value(), true, claims))) {
            case Accounts.Creation.EmailTaken _ -> Optional.empty();
            case Accounts.Creation.Invalid _ -> Optional.of(new Outcome.Refused(Cause.ADDRESS_MISSING, null));
            case Accounts.Creation.Created(var account) -> {
                invitations.accepted(address);
                yield link(account, identity, reason);
            }
        };
    }
}
