package dev.signet.idp.web;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;

/** Times in the words of the reader's language. Templates use it through {@code fragments/time}. */
@Component("timeWords") // the name that templates use
public class TimeWords {

    private final MessageSource messages;
    private final Clock clock;

    TimeWords(MessageSource messages, Clock clock) {
        this.messages = messages;
        this.clock = clock;
    }

    /** How long ago {@code time} was, in its largest unit: minutes, hours or days. A time to come is just now. */
    public String ago(Instant time) {
        var past = Duration.between(time, clock.instant());
        if (past.toMinutes() < 1) {
            return words("time.justNow");
        }
        if (past.toHours() < 1) {
            return words("time.minutes", past.toMinutes());
        }
        return past.toDays() < 1 ? words("time.hours", past.toHours()) : words("time.days", past.toDays());
    }

    /** How long something takes, in its largest unit, rounded up: seconds, minutes or hours. */
    public String span(Duration time) {
        var seconds = Math.max(1, time.plusNanos(999_999_999).toSeconds());
        if (seconds < 60) {
            return words("time.span.seconds", seconds);
        }
        return seconds <= 3540
                ? words("time.span.minutes", (seconds + 59) / 60)
                : words("time.span.hours", (seconds + 3599) / 3600);
    }

    /** The day and the minute. In UTC, because nothing tells us where the reader is. */
    public String exact(Instant time) {
        return DateTimeFormatter.ofLocalizedDateTime(FormatStyle.LONG, FormatStyle.SHORT)
                        .withLocale(LocaleContextHolder.getLocale())
                        .format(time.atOffset(ZoneOffset.UTC))
                + " UTC";
    }

    private String words(String key, Object... values) {
        return messages.getMessage(key, values, LocaleContextHolder.getLocale());
    }
}
