package dev.signet.idp.notification;

import dev.signet.idp.audit.RequestOrigin;
import dev.signet.idp.mail.Mail;
import dev.signet.idp.mail.Mails;
import dev.signet.idp.password.PasswordChanged;
import dev.signet.idp.user.Accounts;
import org.springframework.context.event.EventListener;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;

/** Tells the owner of an account what somebody did with it, who may not have been them. */
@Component
class AccountNotices {

    private final Accounts accounts;
    private final Mails mails;

    AccountNotices(Accounts accounts, Mails mails) {
        this.accounts = accounts;
        this.mails = mails;
    }

    /** From whatever page or command. */
    @EventListener
    void on(PasswordChanged changed) {
        accounts.find(changed.account())
                .map(it -> Mail.notice("password-changed", it, LocaleContextHolder.getLocale()))
                .map(AccountNotices::withOrigin)
                .ifPresent(mails::send);
    }

    private static Mail withOrigin(Mail mail) {
        return RequestOrigin.current()
                .map(it -> mail.fact("address", it.address()))
                .orElse(mail);
    }
}
