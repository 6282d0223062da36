package dev.signet.idp.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.util.WebUtils;

/** The language in which a browser gets its pages. */
@Component
public class PageLanguage {

    private final LocaleResolver languages;

    PageLanguage(LocaleResolver languages) {
        this.languages = languages;
    }

    /** Whether somebody chose one in this browser, rather than leaving it to what the browser asks for. */
    public boolean isChosen(HttpServletRequest request) {
        var cookie = WebUtils.getCookie(request, RememberedLanguage.COOKIE);
        return cookie != null && Language.of(cookie.getValue()).isPresent();
    }

    public void choose(Language language, HttpServletRequest request, HttpServletResponse response) {
        languages.setLocale(request, response, language.locale());
    }
}
