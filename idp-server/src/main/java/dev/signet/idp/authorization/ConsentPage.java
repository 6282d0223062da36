package dev.signet.idp.authorization;

import dev.signet.idp.login.Journey;
import dev.signet.idp.login.RelyingParties;
import dev.signet.idp.login.Tickets;
import dev.signet.idp.session.SignedIn;
import dev.signet.idp.user.Accounts;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.ModelAndView;

/** The page that asks for consent: who wants what of whom. */
@Component
class ConsentPage {

    private final ConsentItems items;
    private final Accounts accounts;

    ConsentPage(ConsentItems items, Accounts accounts) {
        this.items = items;
        this.accounts = accounts;
    }

    ModelAndView of(
            AuthorizationRequest asked, SignedIn signedIn, Journey journey, Locale locale, HttpServletRequest request) {
        var account = accounts.find(signedIn.account()).orElseThrow();
        RelyingParties.allowRedirect(request, asked.target().redirectUri());
        return new ModelAndView("consent/consent")
                .addObject("relyingParty", RelyingParties.view(asked.client()))
                .addObject(
                        "unverified",
                        UnverifiedClient.of(asked.client(), asked.target().redirectUri()))
                .addObject("account", account.email().value())
                .addObject("claims", items.of(asked, account, locale))
                .addObject("ticket", journey.ticket())
                .addObject("switchUrl", "/login?switch&" + Tickets.PARAMETER + "=" + journey.ticket());
    }
}
