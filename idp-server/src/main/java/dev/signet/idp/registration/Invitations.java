package dev.signet.idp.registration;

import dev.signet.idp.link.Links;
import dev.signet.idp.link.NewLink;
import dev.signet.idp.mail.Mail;
import dev.signet.idp.mail.Mails;
import dev.signet.idp.user.AccountId;
import dev.signet.idp.user.Accounts;
import dev.signet.idp.user.EmailAddress;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionOperations;

/** Invites people: a mail with a link, behind which they choose their name and password. */
@Service
public class Invitations {

    private final Accounts accounts;
    private final Links links;
    private final Mails mails;
    private final RegistrationProperties settings;
    private final ApplicationEventPublisher events;
    private final TransactionOperations transactions;

    Invitations(
            Accounts accounts,
            Links links,
            Mails mails,
            RegistrationProperties settings,
            ApplicationEventPublisher events,
            TransactionOperations transactions) {
        this.accounts = accounts;
        this.links = links;
        this.mails = mails;
        this.settings = settings;
        this.events = events;
        this.transactions = transactions;
    }

    /** Every way {@link #invite} can end. */
    public enum Outcome {
        INVITED,

        /** {@code idp.registration.mode} is off. */
        NOT_TAKEN,
        NOT_AN_ADDRESS,
        ACCOUNT_EXISTS,

        /** The address got as many mails as it may in an hour. An earlier invitation still works. */
        TOO_MANY_MAILS
    }

    /**
     * Invites whoever reads the mailbox {@code email}; an earlier invitation to it ends. In a transaction of its own.
     *
     * @param language of the mail, and of the account that comes of it
     * @param inviter whoever invites; null for a command
     */
    public Outcome invite(String email, Locale language, @Nullable AccountId inviter) {
        if (!settings.takesInvitations()) {
            return Outcome.NOT_TAKEN;
        }
        var address = EmailAddress.parse(email);
        if (address.isEmpty()) {
            return Outcome.NOT_AN_ADDRESS;
        }
        if (accounts.findByEmail(email).isPresent()) {
            return Outcome.ACCOUNT_EXISTS;
        }
        return send(address.get(), language, inviter);
    }

    /** Whether {@code address} has an invitation that can be accepted. */
    public boolean isPending(EmailAddress address) {
        return settings.takesInvitations()
                && links.outTo(Registration.PURPOSE, address)
                        .flatMap(it -> it.data(Registration.INVITED))
                        .isPresent();
    }

    /** Somebody who was seen to be meant by an invitation came in on another way: it ends, in the caller's transaction. */
    public void accepted(EmailAddress address) {
        links.end(Registration.PURPOSE, address);
    }

    private Outcome send(EmailAddress address, Locale language, @Nullable AccountId inviter) {
        return transactions.execute(transaction -> {
            var data = Map.of(Registration.INVITED, "true", Registration.LANGUAGE, language.toLanguageTag());
            var link =
                    links.issue(new NewLink(Registration.PURPOSE, address, null, data, settings.invitationLifetime()));
            if (!mails.send(Mail.askedFor("invitation", address, language).link(link, settings.invitationLifetime()))) {
                transaction.setRollbackOnly(); // so that the link of the mail before it still works
                return Outcome.TOO_MANY_MAILS;
            }
            events.publishEvent(new Invited(inviter));
            return Outcome.INVITED;
        });
    }
}
