package dev.signet.idp.mail;

import dev.signet.idp.settings.IdpProperties;
import dev.signet.idp.start.FirstSteps;
import java.util.List;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Where mails are as long as there is no SMTP server. */
@Component
@Order // after what has to be done first
class MailboxHint implements FirstSteps {

    private final DevelopmentMailbox mailbox;
    private final IdpProperties idp;

    MailboxHint(DevelopmentMailbox mailbox, IdpProperties idp) {
        this.mailbox = mailbox;
        this.idp = idp;
    }

    @Override
    public List<String> lines() {
        return mailbox.isOpen()
                ? List.of("Mails are not sent, but shown at " + idp.url(DevelopmentMailbox.PATH))
                : List.of();
    }
}
