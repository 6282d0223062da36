package dev.signet.idp.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.idp.test.TestClock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.context.support.ResourceBundleMessageSource;

class TimeWordsTests {

    private static final Instant NOW = Instant.parse("2026-11-22T10:15:00Z");

    private final TimeWords words = new TimeWords(messages(), new TestClock(NOW));

    @AfterEach
    void forgetTheLanguage() {
        LocaleContextHolder.resetLocaleContext();
    }

    @ParameterizedTest
    @CsvSource({
        "PT-5S, just now, gerade eben",
        "PT59S, just now, gerade eben",
        "PT1M, a minute ago, vor einer Minute",
        "PT59M59S, 59 minutes ago, vor 59 Minuten",
        "PT1H, an hour ago, vor einer Stunde",
        "PT23H, 23 hours ago, vor 23 Stunden",
        "PT24H, a day ago, vor einem Tag",
        "P400D, 400 days ago, vor 400 Tagen",
    })
    void sayHowLongAgoInTheLargestUnit(Duration past, String english, String german) {
        LocaleContextHolder.setLocale(Locale.ENGLISH);
        assertThat(words.ago(NOW.minus(past))).isEqualTo(english);
        LocaleContextHolder.setLocale(Locale.GERMAN);
        assertThat(words.ago(NOW.minus(past))).isEqualTo(german);
    }

    @ParameterizedTest
    @CsvSource({
        "PT0S, a second, einer Sekunde",
        "PT1.001S, 2 seconds, 2 Sekunden",
        "PT59S, 59 seconds, 59 Sekunden",
        "PT59.5S, a minute, einer Minute",
        "PT61S, 2 minutes, 2 Minuten",
        "PT59M, 59 minutes, 59 Minuten",
        "PT59M1S, an hour, einer Stunde",
        "PT24H, 24 hours, 24 Stunden",
    })
    void sayHowLongInTheLargestUnitAndNeverTooLittle(Duration time, String english, String german) {
        LocaleContextHolder.setLocale(Locale.ENGLISH);
        assertThat(words.span(time)).isEqualTo(english);
        LocaleContextHolder.setLocale(Locale.GERMAN);
        assertThat(words.span(time)).isEqualTo(german);
    }

    @Test
    void nameTheZoneOfTheExactTime() {
        LocaleContextHolder.setLocale(Locale.GERMAN);

        assertThat(words.exact(NOW)).isEqualTo("22. November 2026, 10:15 UTC");
    }

    private static ResourceBundleMessageSource messages() {
        var messages = new ResourceBundleMessageSource();
        messages.setBasename("messages");
        messages.setDefaultEncoding("UTF-8");
        messages.setFallbackToSystemLocale(false);
        return messages;
    }
}
