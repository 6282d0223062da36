package dev.signet.idp.mail;

import dev.signet.idp.user.Account;
import dev.signet.idp.user.AccountId;
import dev.signet.idp.user.EmailAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A mail to one person. Its words are in {@code messages-mail}: {@code mail.<template>.subject}, {@code .text} (a line
 * is a paragraph), {@code .button} if there is a link, and {@code .after} for what stands below it.
 *
 * <p>Nothing that a stranger typed belongs into a mail to an address that is not known to be theirs, or we send their
 * advertising for them.
 *
 * @param occasion why it is sent, for the limit on how many
 * @param words values for the placeholders of its words
 * @param facts what happened, by the names of {@code mail.fact.<name>}
 * @param link what its button opens; a secret, as a rule
 * @param validFor how long the link, or what else it says, works; later than that the mail is not sent any more
 * @param account whom it concerns, to look up whether it arrived
 */
public record Mail(
        String template,
        EmailAddress to,
        Locale locale,
        Occasion occasion,
        List<String> words,
        Map<String, String> facts,
        @Nullable URI link,
        @Nullable Duration validFor,
        @Nullable AccountId account) {

    /** Why a mail is sent. */
    public enum Occasion {
        /** Somebody typed the address into a form, which anybody can do. */
        ASKED_FOR,

        /** Something happened to an account. Nobody can use up the owner's share by asking for mails. */
        NOTICE
    }

    public Mail {
        words = List.copyOf(words);
        facts = Collections.unmodifiableMap(new LinkedHashMap<>(facts));
    }

    public static Mail askedFor(String template, EmailAddress to, Locale locale) {
        return new Mail(template, to, locale, Occasion.ASKED_FOR, List.of(), Map.of(), null, null, null);
    }

    /** To the address of {@code account}, in the language of its {@code locale} claim, or else in {@code otherwise}. */
    public static Mail notice(String template, Account account, Locale otherwise) {
        return new Mail(
                template,
                account.email(),
                languageOf(account, otherwise),
                Occasion.NOTICE,
                List.of(),
                Map.of(),
                null,
                null,
                account.id());
    }

    /** The language that {@code account} says it reads, or else {@code otherwise}. */
    public static Locale languageOf(Account account, Locale otherwise) {
        return account.claims().get("locale") instanceof String tag && !tag.isBlank()
                ? Locale.forLanguageTag(tag.replace('_', '-'))
                : otherwise;
    }

    /** To another address than the account's, such as the one that it had before. */
    public Mail to(EmailAddress other) {
        return new Mail(template, other, locale, occasion, words, facts, link, validFor, account);
    }

    public Mail about(AccountId id) {
        return new Mail(template, to, locale, occasion, words, facts, link, validFor, id);
    }

    public Mail words(String... values) {
        return new Mail(template, to, locale, occasion, List.of(values), facts, link, validFor, account);
    }

    /** One more fact; they are shown in the order in which they were added. */
    public Mail fact(String name, String value) {
        var more = new LinkedHashMap<>(facts);
        more.put(name, value);
        return new Mail(template, to, locale, occasion, words, more, link, validFor, account);
    }

    public Mail link(URI address, Duration works) {
        return new Mail(template, to, locale, occasion, words, facts, address, works, account);
    }

    /** What it says is of use for so long; later than that it is not sent any more. */
    public Mail within(Duration use) {
        return new Mail(template, to, locale, occasion, words, facts, link, use, account);
    }

    /** A button that opens a page of ours which anybody may open. */
    public Mail link(URI page) {
        return new Mail(template, to, locale, occasion, words, facts, page, null, account);
    }

    @Override
    public String toString() {
        return "Mail[" + template + "]";
    }
}
