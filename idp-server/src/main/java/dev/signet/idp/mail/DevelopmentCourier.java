package dev.signet.idp.mail;

import dev.signet.idp.outbox.Courier;
import dev.signet.idp.outbox.Delivery;
import dev.signet.idp.outbox.Retries;
import dev.signet.idp.settings.IdpProperties;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

/** Where there is no SMTP server: puts mails into the development mailbox if it is open, or else lets them wait. */
class DevelopmentCourier implements Courier {

    private static final Logger log = LoggerFactory.getLogger(DevelopmentCourier.class);

    private final DevelopmentMailbox mailbox;
    private final MailRenderer renderer;
    private final JsonMapper json;
    private final Retries retries;
    private final IdpProperties idp;

    DevelopmentCourier(
            DevelopmentMailbox mailbox, MailRenderer renderer, JsonMapper json, Retries retries, IdpProperties idp) {
        this.mailbox = mailbox;
        this.renderer = renderer;
        this.json = json;
        this.retries = retries;
        this.idp = idp;
    }

    @Override
    public String kind() {
        return Mails.KIND;
    }

    @Override
    public Retries retries() {
        return retries;
    }

    @Override
    public Outcome deliver(Delivery delivery) {
        if (!mailbox.isOpen()) {
            return new Outcome.Retry("spring.mail.host is not set");
        }
        var mail = renderer.render(json.readValue(delivery.payload(), MailPayload.class));
        mailbox.put(mail);
        log.info("Mail to {}: {}. Read it at {}", mail.to(), mail.subject(), idp.url(DevelopmentMailbox.PATH));
        return new Outcome.Delivered();
    }
}
