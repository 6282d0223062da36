package dev.signet.idp.detection;

import dev.signet.idp.access.Role;
import dev.signet.idp.access.RoleCatalogue;
import dev.signet.idp.mail.Mail;
import dev.signet.idp.mail.Mails;
import dev.signet.idp.settings.IdpProperties;
import dev.signet.idp.user.Account;
import dev.signet.idp.user.AccountStatus;
import dev.signet.idp.user.Accounts;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** Tells those who have to know. The mail says what kind of thing happened, and nothing about anybody. */
@Component
class AlertMails {

    private final RoleCatalogue roles;
    private final Accounts accounts;
    private final Mails mails;
    private final MessageSource messages;
    private final IdpProperties idp;

    AlertMails(RoleCatalogue roles, Accounts accounts, Mails mails, MessageSource messages, IdpProperties idp) {
        this.roles = roles;
        this.accounts = accounts;
        this.mails = mails;
        this.messages = messages;
        this.idp = idp;
    }

    void send(UUID alert, AlertKind kind) {
        for (var reader : readers()) {
            var mail = Mail.notice("alert", reader, Locale.ENGLISH);
            mails.send(mail.words(messages.getMessage("admin.alert.kind." + kind, null, mail.locale()))
                    .link(URI.create(idp.url("/admin/alerts/" + alert))));
        }
    }

    private List<Account> readers() {
        var officers = holders(Role.SECURITY_OFFICER);
        return officers.isEmpty() ? holders(Role.ADMINISTRATOR) : officers;
    }

    private List<Account> holders(Role role) {
        return roles.holders(role.value()).stream()
                .flatMap(it -> accounts.find(it).stream())
                .filter(it -> it.status() == AccountStatus.ACTIVE)
                .toList();
    }
}
