package dev.signet.idp.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.servlet.ModelAndView;

/** The choice of a language at the foot of each page. */
@Controller
class LanguageController {

    static final String PATH = "/language";

    private final LocaleResolver languages;

    LanguageController(LocaleResolver languages) {
        this.languages = languages;
    }

    @PostMapping(PATH)
    ModelAndView choose(
            @RequestParam String language,
            @RequestParam(defaultValue = LocalAddress.HOME) String to,
            HttpServletRequest request,
            HttpServletResponse response) {
        Language.of(language).ifPresent(it -> languages.setLocale(request, response, it.locale()));
        return Redirects.to(LocalAddress.orHome(to));
    }
}
