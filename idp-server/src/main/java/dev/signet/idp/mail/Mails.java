package dev.signet.idp.mail;

import dev.signet.idp.crypto.DerivedKeys;
import dev.signet.idp.outbox.NewDelivery;
import dev.signet.idp.outbox.Outbox;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/** Sends mails. */
@Service
public class Mails {

    static final String KIND = "mail";

    private static final Duration WINDOW = Duration.ofHours(1);
    private static final Logger log = LoggerFactory.getLogger(Mails.class);

    private final Outbox outbox;
    private final MailRecipientRepository recipients;
    private final MailProperties settings;
    private final JsonMapper json;
    private final MeterRegistry meters;
    private final Clock clock;
    private final DerivedKeys.Authenticator recipientCodes;

    Mails(
            Outbox outbox,
            MailRecipientRepository recipients,
            MailProperties settings,
            JsonMapper json,
            MeterRegistry meters,
            Clock clock,
            DerivedKeys keys) {
        this.outbox = outbox;
        this.recipients = recipients;
        this.settings = settings;
        this.json = json;
        this.meters = meters;
        this.clock = clock;
        this.recipientCodes = keys.authenticator("mail recipient");
    }

    /**
     * Sends {@code mail} once the caller's transaction is committed, and as often as it takes until it is accepted.
     *
     * @return false if the address has had its share for the hour and this mail is dropped; a page must look the same
     *     in either case
     */
    @Transactional
    public boolean send(Mail mail) {
        var now = clock.instant();
        var isWithinLimit = recipients.count(recipientCode(mail), now, now.minus(WINDOW), settings.mostPerHour());
        meters.counter("signet.mails", "template", mail.template(), "outcome", isWithinLimit ? "accepted" : "dropped")
                .increment();
        if (!isWithinLimit) {
            log.warn(
                    "A mail of kind {} was dropped: its address had {} in an hour",
                    mail.template(),
                    settings.mostPerHour());
            return false;
        }
        var account = mail.account();
        var validFor = mail.validFor();
        outbox.enqueue(new NewDelivery(KIND, json.writeValueAsString(MailPayload.of(mail, now)))
                .forAccount(account == null ? null : account.value())
                .notAfter(validFor == null ? null : now.plus(validFor)));
        return true;
    }

    /**
     * Tells addresses apart without naming them: the table says nothing about who was written to. Each kind of notice is
     * counted apart, so that whoever got into an account cannot silence one kind by causing another.
     */
    private byte[] recipientCode(Mail mail) {
        var share = mail.occasion() == Mail.Occasion.NOTICE ? mail.template() : "asked for";
        return recipientCodes.code((share + " " + mail.to().normalised()).getBytes(StandardCharsets.UTF_8));
    }
}
