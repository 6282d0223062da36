package dev.signet.idp.mail;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A mail as it waits in the outbox. It is put into words when it leaves. */
record MailPayload(
        String template,
        String to,
        String locale,
        List<String> words,
        Map<String, String> facts,
        @Nullable URI link,
        @Nullable Long validForSeconds,
        Instant at) {

    static MailPayload of(Mail mail, Instant now) {
        return new MailPayload(
                mail.template(),
                mail.to().value(),
                mail.locale().toLanguageTag(),
                mail.words(),
                mail.facts(),
                mail.link(),
                mail.validFor() == null ? null : mail.validFor().toSeconds(),
                now);
    }

    Locale language() {
        return Locale.forLanguageTag(locale);
    }

    Duration validFor() {
        return Duration.ofSeconds(Objects.requireNonNullElse(validForSeconds, 0L));
    }

    @Override
    public String toString() {
        return "MailPayload[" + template + "]";
    }
}
