package dev.signet.idp.web;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The languages that pages speak. Each has a message bundle with every key. */
enum Language {
    ENGLISH(Locale.ENGLISH, "English"),
    GERMAN(Locale.GERMAN, "Deutsch");

    private final Locale locale;
    private final String ownName;

    Language(Locale locale, String ownName) {
        this.locale = locale;
        this.ownName = ownName;
    }

    static Optional<Language> of(String tag) {
        return Arrays.stream(values()).filter(it -> it.tag().equals(tag)).findFirst();
    }

    static List<Locale> locales() {
        return Arrays.stream(values()).map(Language::locale).toList();
    }

    Locale locale() {
        return locale;
    }

    String tag() {
        return locale.toLanguageTag();
    }

    /** As its speakers write it. */
    String ownName() {
        return ownName;
    }
}
