package dev.signet.idp.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.idp.device.BrowserWords;
import dev.signet.idp.device.UserAgent;
import dev.signet.idp.device.UserAgents;
import dev.signet.idp.session.Method;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.context.MessageSource;
import org.springframework.context.support.ResourceBundleMessageSource;

class AccountWordsTests {

    private final MessageSource messages = messages();
    private final BrowserWords browserWords = new BrowserWords(new UserAgents(), messages);

    @ParameterizedTest
    @EnumSource
    void nameEachMethodInEachLanguage(Method method) {
        for (var language : List.of(Locale.ENGLISH, Locale.GERMAN)) {
            assertThat(MethodWords.of(List.of(method)))
                    .singleElement()
                    .satisfies(it ->
                            assertThat(messages.getMessage(it, null, language)).isNotBlank());
        }
    }

    @Test
    void nameAMethodOnce() {
        assertThat(MethodWords.of(List.of(Method.VERIFIED_SOFTWARE_KEY, Method.VERIFIED_HARDWARE_KEY, Method.PASSWORD)))
                .containsExactly("sessions.method.password", "sessions.method.passkey");
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "en, Chrome, Android, Chrome on Android",
                "de, Chrome, Android, Chrome unter Android",
                "en, Chrome, -, Chrome",
                "de, -, Android, Ein Browser unter Android",
                "en, -, -, Unknown browser",
                "de, -, -, Unbekannter Browser"
            })
    void nameABrowserInTheReadersLanguage(String language, String browser, String system, String words) {
        assertThat(browserWords.of(new UserAgent(browser, system), Locale.forLanguageTag(language)))
                .isEqualTo(words);
    }

    @Test
    void nameABrowserThatSaysNothing() {
        assertThat(browserWords.of((String) null, Locale.ENGLISH)).isEqualTo("Unknown browser");
    }

    private static MessageSource messages() {
        var messages = new ResourceBundleMessageSource();
        messages.setBasename("messages");
        messages.setDefaultEncoding("UTF-8");
        messages.setFallbackToSystemLocale(false);
        return messages;
    }
}
