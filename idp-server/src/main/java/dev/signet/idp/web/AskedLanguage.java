package dev.signet.idp.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Locale;
import org.springframework.web.servlet.i18n.CookieLocaleResolver;
import org.springframework.web.util.WebUtils;

/** The language that an application asks for on behalf of somebody who has chosen none in this browser. */
public final class AskedLanguage {

    private AskedLanguage() {}

    /** The languages of our pages, as {@code ui_locales_supported} tells them. */
    public static List<String> supported() {
        return Language.locales().stream().map(Locale::toLanguageTag).toList();
    }

    /**
     * Shows the answer to {@code request} in the first of {@code uiLocales} that our pages speak (OpenID Connect Core 1.0
     * §3.1.2.1). Whatever a person chose by hand counts more; what nobody speaks changes nothing.
     *
     * @param uiLocales language tags (RFC 5646) separated by spaces, the preferred first
     */
    public static void use(HttpServletRequest request, String uiLocales) {
        if (WebUtils.getCookie(request, RememberedLanguage.COOKIE) != null) {
            return;
        }
        var asked = List.of(uiLocales.strip().split(" +"));
        for (var tag : asked) {
            var language = Language.of(Locale.forLanguageTag(tag).getLanguage());
            if (language.isPresent()) {
                request.setAttribute(
                        CookieLocaleResolver.LOCALE_REQUEST_ATTRIBUTE_NAME,
                        language.get().locale());
                return;
            }
        }
    }
}
