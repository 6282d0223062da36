package dev.signet.idp.deviceauthorization;

import dev.signet.idp.client.Scopes;
import dev.signet.idp.deviceauthorization.WaitingDevices.Device;
import dev.signet.idp.login.RelyingParties;
import dev.signet.idp.session.SignedIn;
import dev.signet.idp.user.Accounts;
import dev.signet.idp.web.ConsentItem;
import java.util.List;
import java.util.Locale;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.ModelAndView;

/** The page that asks about a device: which, from where, and what it wants. */
@Component
class DevicePage {

    private final Accounts accounts;
    private final Scopes scopes;
    private final MessageSource messages;

    DevicePage(Accounts accounts, Scopes scopes, MessageSource messages) {
        this.accounts = accounts;
        this.scopes = scopes;
        this.messages = messages;
    }

    ModelAndView of(Device device, SignedIn signedIn, Locale locale) {
        var account = accounts.find(signedIn.account()).orElseThrow();
        var request = device.request();
        return new ModelAndView("deviceauthorization/confirm")
                .addObject("relyingParty", RelyingParties.view(device.client()))
                .addObject("account", account.email().value())
                .addObject("code", device.code())
                .addObject("address", request.address())
                .addObject("userAgent", request.userAgent())
                .addObject("askedAt", request.askedAt())
                .addObject("claims", claims(device, locale));
    }

    /** In the order of the client's registration, so that the page looks the same each time. */
    private List<ConsentItem> claims(Device device, Locale locale) {
        return device.client().scopes().stream()
                .filter(device.request().scopes()::contains)
                .flatMap(name -> scopes.find(name).stream())
                .map(scope -> new ConsentItem(scope.label(messages, locale), null))
                .toList();
    }
}
