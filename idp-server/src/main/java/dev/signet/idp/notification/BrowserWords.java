package dev.signet.idp.notification;

import dev.signet.idp.device.UserAgents;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** What a browser says it is, in the reader's language: "Chrome on Android". */
@Component
class BrowserWords {

    private final UserAgents userAgents;
    private final MessageSource messages;

    BrowserWords(UserAgents userAgents, MessageSource messages) {
        this.userAgents = userAgents;
        this.messages = messages;
    }

    String of(@Nullable String header, Locale locale) {
        var read = userAgents.read(header);
        if (read.browser() != null && read.system() != null) {
            return messages.getMessage("mail.device.both", new Object[] {read.browser(), read.system()}, locale);
        }
        if (read.browser() != null) {
            return read.browser();
        }
        return read.system() != null ? read.system() : messages.getMessage("mail.device.unknown", null, locale);
    }
}
