package dev.signet.idp.mail;

import dev.signet.idp.outbox.Courier;
import dev.signet.idp.outbox.Delivery;
import dev.signet.idp.outbox.Retries;
import jakarta.mail.MessagingException;
import java.io.UnsupportedEncodingException;
import java.net.IDN;
import java.nio.charset.StandardCharsets;
import java.util.Date;
import org.springframework.mail.MailException;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.mail.javamail.MimeMessageHelper;
import tools.jackson.databind.json.JsonMapper;

/** Hands mails to an SMTP server. */
class SmtpCourier implements Courier {

    private final JavaMailSender server;
    private final MailRenderer renderer;
    private final JsonMapper json;
    private final Retries retries;
    private final String from;
    private final String name;

    SmtpCourier(
            JavaMailSender server, MailRenderer renderer, JsonMapper json, Retries retries, String from, String name) {
        this.server = server;
        this.renderer = renderer;
        this.json = json;
        this.retries = retries;
        this.from = from;
        this.name = name;
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
        var mail = renderer.render(json.readValue(delivery.payload(), MailPayload.class));
        try {
            send(delivery, mail);
            return new Outcome.Delivered();
        } catch (MailException e) {
            return SmtpReply.of(e).outcome();
        } catch (MessagingException e) {
            return new Outcome.GiveUp(
                    "the mail could not be written: " + e.getClass().getSimpleName());
        }
    }

    private void send(Delivery delivery, RenderedMail mail) throws MessagingException {
        var message = server.createMimeMessage();
        var helper = new MimeMessageHelper(message, true, StandardCharsets.UTF_8.name());
        try {
            helper.setFrom(ascii(from), name);
        } catch (UnsupportedEncodingException e) {
            throw new IllegalStateException("every Java platform has UTF-8", e);
        }
        helper.setTo(ascii(mail.to()));
        helper.setSubject(mail.subject().replaceAll("\\p{Cntrl}+", " "));
        helper.setText(mail.text(), mail.html());
        helper.setSentDate(Date.from(mail.at()));
        // The same for every try, so that a mailbox can tell a repetition (RFC 5322 §3.6.4).
        message.setHeader("Message-ID", "<" + delivery.id() + "@" + host(ascii(from)) + ">");
        message.setHeader("Auto-Submitted", "auto-generated"); // RFC 3834 §5: nobody answers with a notice of absence
        message.setHeader("Content-Language", mail.locale().toLanguageTag());
        server.send(message);
    }

    /** With the host as the DNS has it (RFC 5890); a local part outside ASCII needs a server with SMTPUTF8. */
    private static String ascii(String address) {
        return address.substring(0, address.lastIndexOf('@') + 1) + IDN.toASCII(host(address));
    }

    private static String host(String address) {
        return address.substring(address.lastIndexOf('@') + 1);
    }
}
