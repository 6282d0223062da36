package dev.signet.idp.account;

import dev.signet.idp.device.NewDevice;
import dev.signet.idp.user.AccountId;
import dev.signet.idp.user.Accounts;
import dev.signet.idp.web.Language;
import dev.signet.idp.web.PageLanguage;
import java.util.Optional;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/** A browser that is new to an account speaks its owner's language, unless somebody chose one there before. */
@Component
class LanguageOfNewBrowsers {

    private final Accounts accounts;
    private final PageLanguage pageLanguage;

    LanguageOfNewBrowsers(Accounts accounts, PageLanguage pageLanguage) {
        this.accounts = accounts;
        this.pageLanguage = pageLanguage;
    }

    /** In the request that signs somebody in, so that the next page is in their language already. */
    @EventListener
    void on(NewDevice device) {
        if (!(RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes here)) {
            return;
        }
        var request = here.getRequest();
        var response = here.getResponse();
        if (response != null && !pageLanguage.isChosen(request)) {
            languageOf(device.account()).ifPresent(it -> pageLanguage.choose(it, request, response));
        }
    }

    private Optional<Language> languageOf(AccountId account) {
        return accounts.find(account)
                .flatMap(it -> Optional.ofNullable(it.claims().get("locale")))
                .filter(String.class::isInstance)
                .map(String.class::cast)
                .flatMap(Language::ofClaim);
    }
}
