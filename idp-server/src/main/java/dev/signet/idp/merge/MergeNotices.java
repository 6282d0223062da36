package dev.signet.idp.merge;

import dev.signet.idp.link.Links;
import dev.signet.idp.link.NewLink;
import dev.signet.idp.mail.Mail;
import dev.signet.idp.mail.Mails;
import dev.signet.idp.user.Account;
import dev.signet.idp.user.AccountId;
import dev.signet.idp.user.Accounts;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Tells the audit trail, and both mailboxes, each with a link that undoes it: whoever was merged against their will cannot sign in to say so.
 * Neither mail names the other address.
 */
@Component
class MergeNotices {

    /** The page that the links lead to. */
    static final String PURPOSE = "/account-merge/undo";

    private static final String MERGE = "merge";

    private final Accounts accounts;
    private final Links links;
    private final Mails mails;
    private final ApplicationEventPublisher events;

    MergeNotices(Accounts accounts, Links links, Mails mails, ApplicationEventPublisher events) {
        this.accounts = accounts;
        this.links = links;
        this.mails = mails;
        this.events = events;
    }

    @Transactional(propagation = Propagation.MANDATORY)
    public void merged(Merge merge, AccountId kept, @Nullable String reason) {
        events.publishEvent(new AccountMerged(kept, merge.closed(), true, merge.moved(), reason));
        events.publishEvent(new AccountMerged(merge.closed(), kept, false, merge.moved(), reason));
        send("account-merged-kept", kept, merge);
        send("account-merged-closed", merge.closed(), merge);
    }

    @Transactional(propagation = Propagation.MANDATORY)
    public void undone(Merge merge) {
        var other = merge.kept();
        if (other != null) {
            events.publishEvent(new AccountMergeUndone(other, merge.closed()));
            events.publishEvent(new AccountMergeUndone(merge.closed(), other));
        }
        Stream.of(Optional.ofNullable(other), Optional.of(merge.closed()))
                .flatMap(Optional::stream)
                .flatMap(it -> accounts.find(it).stream())
                .forEach(it -> mails.send(notice("account-merge-undone", it)));
    }

    /** The merge that the link of {@code token} is for, if it works. Changes nothing. */
    Optional<UUID> find(String token) {
        return links.find(PURPOSE, token).flatMap(it -> it.data(MERGE)).map(UUID::fromString);
    }

    private void send(String template, AccountId to, Merge merge) {
        accounts.find(to).ifPresent(account -> {
            var data = Map.of(MERGE, merge.id().toString());
            var undoWithin = Duration.between(merge.mergedAt(), merge.undoUntil());
            var link = links.issue(new NewLink(PURPOSE, account.email(), account.id(), data, undoWithin, true));
            mails.send(notice(template, account).link(link, undoWithin));
        });
    }

    private static Mail notice(String template, Account account) {
        return Mail.notice(template, account, LocaleContextHolder.getLocale());
    }
}
