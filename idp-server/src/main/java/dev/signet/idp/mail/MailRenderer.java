package dev.signet.idp.mail;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;
import org.thymeleaf.ITemplateEngine;
import org.thymeleaf.context.Context;
import org.thymeleaf.spring6.SpringTemplateEngine;
import org.thymeleaf.templatemode.TemplateMode;
import org.thymeleaf.templateresolver.ClassLoaderTemplateResolver;

/** Puts a mail into words: one look for all of them, as HTML and as plain text. */
@Component
class MailRenderer {

    private final ITemplateEngine templates = engine();
    private final MessageSource messages;
    private final MailProperties settings;

    MailRenderer(MessageSource messages, MailProperties settings) {
        this.messages = messages;
        this.settings = settings;
    }

    /** @throws org.springframework.context.NoSuchMessageException if there are no words for the mail */
    RenderedMail render(MailPayload mail) {
        var words = new Words(mail);
        var subject = words.of("subject");
        var paragraphs = words.of("text").lines().toList();
        var button = mail.link() == null ? null : words.of("button");
        var variables = new LinkedHashMap<String, @Nullable Object>();
        variables.put("name", settings.name());
        variables.put("subject", subject);
        variables.put("paragraphs", paragraphs);
        variables.put("facts", facts(mail));
        variables.put("link", mail.link());
        variables.put("button", button);
        variables.put("validity", mail.validForSeconds() == null ? null : validity(mail.validFor(), mail.language()));
        variables.put("after", words.of("after").lines().toList());
        variables.put("fallback", common("fallback", mail.language()));
        variables.put("footer", common("footer", mail.language(), settings.name()));
        var context = new Context(mail.language(), variables);
        return new RenderedMail(
                mail.to(),
                mail.language(),
                subject,
                paragraphs,
                mail.link(),
                button,
                templates.process("message.txt", context),
                templates.process("message.html", context),
                mail.at());
    }

    private Map<String, String> facts(MailPayload mail) {
        var facts = new LinkedHashMap<String, String>();
        mail.facts().forEach((name, value) -> facts.put(common("fact." + name, mail.language()), value));
        if (!facts.isEmpty()) {
            facts.put(common("fact.time", mail.language()), time(mail.at(), mail.language()));
        }
        return facts;
    }

    private String validity(Duration time, Locale locale) {
        if (time.toHours() < 2) {
            return common("validity.minutes", locale, time.toMinutes());
        }
        return time.toDays() < 2
                ? common("validity.hours", locale, time.toHours())
                : common("validity.days", locale, time.toDays());
    }

    /** In UTC, because nothing tells us where the reader is. */
    private static String time(Instant time, Locale locale) {
        return DateTimeFormatter.ofLocalizedDateTime(FormatStyle.LONG, FormatStyle.SHORT)
                        .withLocale(locale)
                        .format(time.atOffset(ZoneOffset.UTC))
                + " UTC";
    }

    private String common(String key, Locale locale, Object... values) {
        return messages.getMessage("mail." + key, values, locale);
    }

    /** The words of one mail. Its values come after the name of the installation, which is {@code {0}}. */
    private final class Words {

        private final MailPayload mail;
        private final Object[] values;

        Words(MailPayload mail) {
            this.mail = mail;
            this.values = Stream.concat(Stream.of(settings.name()), mail.words().stream())
                    .toArray();
        }

        String of(String part) {
            return messages.getMessage("mail." + mail.template() + "." + part, values, mail.language());
        }
    }

    /** An engine of their own, because pages never hold styles or plain text. */
    private static ITemplateEngine engine() {
        var engine = new SpringTemplateEngine();
        engine.addTemplateResolver(resolver("*.html", TemplateMode.HTML));
        engine.addTemplateResolver(resolver("*.txt", TemplateMode.TEXT));
        return engine;
    }

    private static ClassLoaderTemplateResolver resolver(String names, TemplateMode mode) {
        var resolver = new ClassLoaderTemplateResolver(MailRenderer.class.getClassLoader());
        resolver.setPrefix("mail/");
        resolver.setResolvablePatterns(Set.of(names));
        resolver.setTemplateMode(mode);
        resolver.setCharacterEncoding("UTF-8");
        return resolver;
    }
}
