package dev.signet.idp.web;

import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.web.servlet.i18n.AcceptHeaderLocaleResolver;
import org.springframework.web.servlet.i18n.CookieLocaleResolver;

/** The language that somebody chose before in this browser, or else the one that the browser asks for. */
class RememberedLanguage extends CookieLocaleResolver {

    static final String COOKIE = "__Host-signet-lang";

    RememberedLanguage() {
        super(COOKIE);
        setCookiePath("/");
        setCookieSecure(true);
        setCookieHttpOnly(true);
        setCookieSameSite("Lax");
        setCookieMaxAge(Duration.ofDays(365));
        setRejectInvalidCookies(false);
        var asked = new AcceptHeaderLocaleResolver();
        asked.setSupportedLocales(Language.locales());
        asked.setDefaultLocale(Language.ENGLISH.locale());
        setDefaultLocaleFunction(asked::resolveLocale);
    }

    /** A language that we do not speak is none. */
    @Override
    protected @Nullable Locale parseLocaleValue(String value) {
        return Language.of(value).map(Language::locale).orElse(null);
    }
}
