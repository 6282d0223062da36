package dev.signet.idp.device;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** What people call a browser, in their language: "Chrome on Android". */
@Component
public class BrowserWords {

    private final UserAgents userAgents;
    private final MessageSource messages;

    public BrowserWords(UserAgents userAgents, MessageSource messages) {
        this.userAgents = userAgents;
        this.messages = messages;
    }

    /** @param header what the browser said it is */
    public String of(@Nullable String header, Locale locale) {
        return of(userAgents.read(header), locale);
    }

    public String of(UserAgent agent, Locale locale) {
        var browser = agent.browser();
        var system = agent.system();
        if (browser != null && system != null) {
            return words(locale, "browser.on", browser, system);
        }
        if (browser != null) {
            return browser;
        }
        return system != null ? words(locale, "browser.unnamed", system) : words(locale, "browser.unknown");
    }

    private String words(Locale locale, String key, Object... values) {
        return messages.getMessage(key, values, locale);
    }
}
