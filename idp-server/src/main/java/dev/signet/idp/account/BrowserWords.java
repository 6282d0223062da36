package dev.signet.idp.account;

import dev.signet.idp.device.UserAgent;
import dev.signet.idp.device.UserAgents;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;

/** What people call a browser, in the reader's language: "Chrome on Android". */
@Component
class BrowserWords {

    private final UserAgents userAgents;
    private final MessageSource messages;

    BrowserWords(UserAgents userAgents, MessageSource messages) {
        this.userAgents = userAgents;
        this.messages = messages;
    }

    /** @param header what the browser said it is */
    String of(@Nullable String header) {
        return of(userAgents.read(header));
    }

    String of(UserAgent agent) {
        var browser = agent.browser();
        var system = agent.system();
        if (browser != null && system != null) {
            return words("sessions.browser", browser, system);
        }
        if (browser != null) {
            return browser;
        }
        return system != null ? words("sessions.browser.unnamed", system) : words("sessions.browser.unknown");
    }

    private String words(String key, Object... values) {
        return messages.getMessage(key, values, LocaleContextHolder.getLocale());
    }
}
