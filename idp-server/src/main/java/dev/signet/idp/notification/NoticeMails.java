package dev.signet.idp.notification;

import dev.signet.idp.mail.Mail;
import dev.signet.idp.mail.Mails;
import dev.signet.idp.protection.NotMeLinks;
import dev.signet.idp.recoverycode.RecoveryCodeUsed;
import dev.signet.idp.settings.IdpProperties;
import dev.signet.idp.user.Account;
import dev.signet.idp.user.AccountDeleted;
import dev.signet.idp.user.Accounts;
import java.net.URI;
import java.util.Optional;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Writes the notice of an act, in the language of whoever reads it. */
@Component
class NoticeMails {

    private final Notices notices;
    private final Accounts accounts;
    private final NoticeFacts facts;
    private final NotMeLinks notMe;
    private final Mails mails;
    private final IdpProperties idp;

    NoticeMails(
            Notices notices, Accounts accounts, NoticeFacts facts, NotMeLinks notMe, Mails mails, IdpProperties idp) {
        this.notices = notices;
        this.accounts = accounts;
        this.facts = facts;
        this.notMe = notMe;
        this.mails = mails;
        this.idp = idp;
    }

    /** In the transaction of the act, if there is one. */
    @Transactional
    public void send(Act act) {
        notices.of(act).ifPresent(notice -> owner(act).ifPresent(owner -> mails.send(mail(notice, owner, act))));
    }

    private Optional<Account> owner(Act act) {
        return act.first(AccountDeleted.class).map(AccountDeleted::former).or(() -> accounts.find(act.account()));
    }

    private Mail mail(Notices.Line notice, Account owner, Act act) {
        var plain = Mail.notice(notice.template(), owner, LocaleContextHolder.getLocale());
        var mail = facts.in(
                act.first(RecoveryCodeUsed.class)
                        .map(it -> plain.words(Integer.toString(it.left())))
                        .orElse(plain),
                act);
        return switch (notice.button()) {
            case NONE -> mail;
            case NOT_ME -> mail.link(notMe.issue(owner), notMe.lifetime());
            case NEW_PASSWORD -> mail.link(URI.create(idp.url("/recovery")));
        };
    }
}
