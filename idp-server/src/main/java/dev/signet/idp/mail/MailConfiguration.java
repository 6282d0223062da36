package dev.signet.idp.mail;

import dev.signet.idp.jobs.ExpiredRows;
import dev.signet.idp.outbox.Courier;
import dev.signet.idp.outbox.Retries;
import dev.signet.idp.settings.IdpProperties;
import dev.signet.idp.settings.InvalidSettingException;
import java.time.Clock;
import java.time.Duration;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.mail.javamail.JavaMailSender;
import tools.jackson.databind.json.JsonMapper;

@Configuration(proxyBeanMethods = false)
class MailConfiguration {

    private static final int MOST_ATTEMPTS = 40;
    private static final Duration FIRST_WAIT = Duration.ofSeconds(20);
    private static final Duration LONGEST_WAIT = Duration.ofHours(1);

    /** With {@code spring.mail.host} there is a {@code JavaMailSender}. */
    @Bean
    @ConditionalOnWebApplication
    Courier mailCourier(
            ObjectProvider<JavaMailSender> server,
            MailRenderer renderer,
            DevelopmentMailbox mailbox,
            JsonMapper json,
            MailProperties settings,
            IdpProperties idp) {
        var retries = new Retries(MOST_ATTEMPTS, settings.giveUpAfter(), FIRST_WAIT, LONGEST_WAIT);
        var smtp = server.getIfAvailable();
        if (smtp == null) {
            return new DevelopmentCourier(mailbox, renderer, json, retries, idp);
        }
        if (settings.from() == null) {
            throw new InvalidSettingException("idp.mail.from must be set where spring.mail.host is");
        }
        return new SmtpCourier(smtp, renderer, json, retries, settings.from(), settings.name());
    }

    @Bean
    ExpiredRows forgottenMailRecipients(MailRecipientRepository recipients, Clock clock) {
        return new ExpiredRows(
                "mail_recipient", limit -> recipients.delete(clock.instant().minus(Duration.ofHours(1)), limit));
    }
}
