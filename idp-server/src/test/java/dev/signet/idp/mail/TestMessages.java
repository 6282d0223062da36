package dev.signet.idp.mail;

import java.util.Locale;
import org.springframework.context.MessageSource;
import org.springframework.context.support.ResourceBundleMessageSource;
import org.springframework.context.support.StaticMessageSource;

/** The words of mails, as the application has them. */
final class TestMessages {

    private TestMessages() {}

    static MessageSource asShipped() {
        var messages = new ResourceBundleMessageSource();
        messages.setBasenames("messages-mail");
        messages.setDefaultEncoding("UTF-8");
        messages.setAlwaysUseMessageFormat(true);
        messages.setFallbackToSystemLocale(false);
        return messages;
    }

    /** And those of a mail that repeats what it is given. */
    static MessageSource withTestOnly() {
        var messages = new StaticMessageSource();
        messages.addMessage("mail.test-only.subject", Locale.ENGLISH, "Hello {1}");
        messages.addMessage("mail.test-only.text", Locale.ENGLISH, "<b> {1}");
        messages.addMessage("mail.test-only.after", Locale.ENGLISH, "Bye");
        messages.setParentMessageSource(asShipped());
        return messages;
    }
}
