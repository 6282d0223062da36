package dev.signet.idp.notification;

import dev.signet.idp.audit.RequestOrigin;
import dev.signet.idp.client.Client;
import dev.signet.idp.client.Clients;
import dev.signet.idp.mail.Mail;
import dev.signet.idp.mail.Mails;
import dev.signet.idp.protection.NotMeLinks;
import dev.signet.idp.recoverycode.RecoveryCodeUsed;
import dev.signet.idp.settings.IdpProperties;
import dev.signet.idp.token.GrantRevoked;
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
    private final Clients clients;
    private final NotMeLinks notMe;
    private final BrowserWords browsers;
    private final Mails mails;
    private final IdpProperties idp;

    NoticeMails(
            Notices notices,
            Accounts accounts,
            Clients clients,
            NotMeLinks notMe,
            BrowserWords browsers,
            Mails mails,
            IdpProperties idp) {
        this.notices = notices;
        this.accounts = accounts;
        this.clients = clients;
        this.notMe = notMe;
        this.browsers = browsers;
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
        var mail = Mail.notice(notice.template(), owner, LocaleContextHolder.getLocale());
        var used = act.first(RecoveryCodeUsed.class);
        if (used.isPresent()) {
            mail = mail.words(Integer.toString(used.get().left()));
        }
        mail = withFacts(mail, act);
        return switch (notice.button()) {
            case NONE -> mail;
            case NOT_ME -> mail.link(notMe.issue(owner), notMe.lifetime());
            case NEW_PASSWORD -> mail.link(URI.create(idp.url("/recovery")));
        };
    }

    /** A token that was used again came from a client's server or from a thief, so where from says nothing about people. */
    private Mail withFacts(Mail mail, Act act) {
        var reuse = act.first(GrantRevoked.class).filter(GrantRevoked::isForReuse);
        if (reuse.isPresent()) {
            var client = reuse.get().clientId();
            return mail.fact(
                    "application", clients.find(client).map(Client::name).orElse(client));
        }
        var origin = RequestOrigin.current();
        if (origin.isEmpty()) {
            return mail;
        }
        var device = browsers.of(origin.get().userAgent(), mail.locale());
        return mail.fact("device", device).fact("address", origin.get().address());
    }
}
