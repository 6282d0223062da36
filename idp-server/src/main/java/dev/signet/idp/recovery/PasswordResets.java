package dev.signet.idp.recovery;

import dev.signet.idp.outbox.NewDelivery;
import dev.signet.idp.outbox.Outbox;
import dev.signet.idp.user.Account;
import java.util.Locale;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/**
 * Mails somebody the link for a new password, on the word of an administrator. The same mail as if they had asked for it
 * themselves, so nobody but the reader of the mailbox gets to see the link, and a second factor stays what it was.
 */
@Service
public class PasswordResets {

    private final Outbox outbox;
    private final ApplicationEventPublisher events;
    private final JsonMapper json;

    PasswordResets(Outbox outbox, ApplicationEventPublisher events, JsonMapper json) {
        this.outbox = outbox;
        this.events = events;
        this.json = json;
    }

    /**
     * Sends it once the caller's transaction is committed.
     *
     * @param language of the mail, for an account that names none
     */
    @Transactional
    public void mail(Account account, Locale language) {
        var request = new RecoveryRequest(account.email().value(), language, "", null);
        outbox.enqueue(new NewDelivery(RecoveryRequests.KIND, json.writeValueAsString(request)));
        events.publishEvent(new PasswordResetMailed(account.id()));
    }
}
