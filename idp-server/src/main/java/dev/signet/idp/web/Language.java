package dev.signet.idp.web;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The languages that pages speak. Each has a message bundle with every key. */
public enum Language {
    ENGLISH(Locale.ENGLISH, "English"),
    GERMAN(Locale.GERMAN, "Deutsch");

    private final Locale locale;
    private final String ownName;

    Language(Locale locale, String ownName) {
        this.locale = locale;
        this.ownName = ownName;
    }

    public static Optional<Language> of(String tag) {
        return Arrays.stream(values()).filter(it -> it.tag().equals(tag)).findFirst();
    }

    /**
     * The language of a {@code locale} claim, whatever the country: {@code en-GB}, {@code de_CH}.
     *
     * @see <a href="https://openid.net/specs/openid-connect-core-1_0.html#StandardClaims">OpenID Connect Core 1.0 §5.1</a>
     */
    public static Optional<Language> ofClaim(String locale) {
        return of(Locale.forLanguageTag(locale.replace('_', '-')).getLanguage());
    }

    static List<Locale> locales() {
        return Arrays.stream(values()).map(Language::locale).toList();
    }

    Locale locale() {
        return locale;
    }

    public String tag() {
        return locale.toLanguageTag();
    }

    /** As its speakers write it. */
    public String ownName() {
        return ownName;
    }
}
