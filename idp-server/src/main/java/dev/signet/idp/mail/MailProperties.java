package dev.signet.idp.mail;

import dev.signet.idp.settings.InvalidSettingException;
import dev.signet.idp.user.EmailAddress;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Mails to people. The SMTP server itself is set with {@code spring.mail.host}, {@code spring.mail.port},
 * {@code spring.mail.username} and {@code spring.mail.password}.
 *
 * @param from address that mails come from; needed with {@code spring.mail.host}
 * @param name what this installation is called in mails, and as their sender
 * @param mostPerHour most mails that one address gets in an hour because somebody asked for them, by typing the address
 *     into a form of ours; each kind of notice about what happened to an account is counted apart, with the
 *     same limit
 * @param giveUpAfter how long a mail is tried again that the SMTP server does not take
 */
@ConfigurationProperties("idp.mail")
record MailProperties(
        @Nullable String from,
        @DefaultValue("Signet") String name,
        @DefaultValue("10") int mostPerHour,
        @DefaultValue("24h") Duration giveUpAfter) {

    private static final int LONGEST_NAME = 64;

    MailProperties {
        if (from != null && EmailAddress.parse(from).isEmpty()) {
            throw new InvalidSettingException("idp.mail.from must be an e-mail address");
        }
        if (name.isBlank() || name.length() > LONGEST_NAME || name.chars().anyMatch(Character::isISOControl)) {
            throw new InvalidSettingException(
                    "idp.mail.name must be one line of at most " + LONGEST_NAME + " characters");
        }
        if (mostPerHour < 1) {
            throw new InvalidSettingException("idp.mail.most-per-hour must be at least 1");
        }
        if (!giveUpAfter.isPositive()) {
            throw new InvalidSettingException("idp.mail.give-up-after must be positive");
        }
    }
}
