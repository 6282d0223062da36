package dev.signet.idp.mail;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A mail in words.
 *
 * @param paragraphs the text without what stands around the link
 * @param link what the button opens
 */
record RenderedMail(
        String to,
        Locale locale,
        String subject,
        List<String> paragraphs,
        @Nullable URI link,
        @Nullable String button,
        String text,
        String html,
        Instant at) {

    @Override
    public String toString() {
        return "RenderedMail[redacted]";
    }
}
