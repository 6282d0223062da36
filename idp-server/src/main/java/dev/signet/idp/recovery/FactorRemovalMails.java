package dev.signet.idp.recovery;

import dev.signet.idp.audit.RequestOrigin;
import dev.signet.idp.link.Links;
import dev.signet.idp.link.NewLink;
import dev.signet.idp.mail.Mail;
import dev.signet.idp.mail.Mails;
import dev.signet.idp.user.Account;
import dev.signet.idp.user.AccountId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Locale;
import java.util.Map;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;

/**
 * What the mailbox hears while second factors are about to be removed. All of it are notices: nobody uses up the owner's
 * share by asking for other mails. Written in the transaction of the change that they tell about.
 */
@Component
class FactorRemovalMails {

    /** The pages that links lead to, which is also what they are for. */
    static final String CONFIRM = "/recovery/factors/confirm";

    static final String COMPLETE = "/recovery/factors/complete";

    /** Kept with a link of {@link #COMPLETE}: the request that it completes. */
    static final String REMOVAL = "removal";

    /** How long somebody has for the last step, once the waiting is over. */
    static final Duration COMPLETABLE = Duration.ofDays(3);

    private final Links links;
    private final CancelLinks cancelLinks;
    private final Mails mails;
    private final RecoveryProperties settings;
    private final Clock clock;

    FactorRemovalMails(Links links, CancelLinks cancelLinks, Mails mails, RecoveryProperties settings, Clock clock) {
        this.links = links;
        this.cancelLinks = cancelLinks;
        this.mails = mails;
        this.settings = settings;
        this.clock = clock;
    }

    /** @return false if the mailbox has had its share of these for the hour */
    boolean askToConfirm(Account account) {
        var lifetime = settings.linkLifetime();
        var link = links.issue(new NewLink(CONFIRM, account.email(), account.id(), Map.of(), lifetime));
        return mails.send(withOrigin(notice("factor-removal-confirm", account)).link(link, lifetime));
    }

    /** Ends the links that were sent and not used. */
    void withdrawLinks(AccountId account) {
        links.revokeAll(account, CONFIRM);
        links.revokeAll(account, COMPLETE);
    }

    void started(Account account, FactorRemoval removal) {
        mails.send(cancellable(withOrigin(notice("factor-removal-started", account)), removal));
    }

    void reminder(Account account, FactorRemoval removal) {
        mails.send(cancellable(notice("factor-removal-reminder", account), removal));
    }

    void released(Account account, FactorRemoval removal) {
        var link = links.issue(new NewLink(
                COMPLETE,
                account.email(),
                account.id(),
                Map.of(REMOVAL, removal.id().toString()),
                COMPLETABLE));
        mails.send(notice("factor-removal-released", account).link(link, COMPLETABLE));
    }

    void cancelled(Account account) {
        mails.send(withOrigin(notice("factor-removal-cancelled", account)));
    }

    void completed(Account account) {
        mails.send(withOrigin(notice("factor-removal-completed", account)));
    }

    private Mail cancellable(Mail mail, FactorRemoval removal) {
        var rest = Duration.between(clock.instant(), removal.readyAt()).plus(COMPLETABLE);
        return mail.fact("removal", time(removal.readyAt(), mail.locale()))
                .link(cancelLinks.of(removal.id()))
                .within(rest);
    }

    private static Mail notice(String template, Account account) {
        return Mail.notice(template, account, LocaleContextHolder.getLocale());
    }

    private static Mail withOrigin(Mail mail) {
        return RequestOrigin.current()
                .map(it -> mail.fact("address", it.address()))
                .orElse(mail);
    }

    /** In UTC, because nothing tells us where the reader is. */
    private static String time(Instant time, Locale locale) {
        return DateTimeFormatter.ofLocalizedDateTime(FormatStyle.LONG, FormatStyle.SHORT)
                        .withLocale(locale)
                        .format(time.atOffset(ZoneOffset.UTC))
                + " UTC";
    }
}
