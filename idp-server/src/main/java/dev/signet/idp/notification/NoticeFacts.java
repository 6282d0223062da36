package dev.signet.idp.notification;

import dev.signet.idp.audit.RequestOrigin;
import dev.signet.idp.client.Client;
import dev.signet.idp.client.Clients;
import dev.signet.idp.device.BrowserWords;
import dev.signet.idp.mail.Mail;
import dev.signet.idp.token.GrantRevoked;
import org.springframework.stereotype.Component;

/** What a notice says about who did it: with which browser and from where, or which application it was. */
@Component
class NoticeFacts {

    private final Clients clients;
    private final BrowserWords browserWords;

    NoticeFacts(Clients clients, BrowserWords browserWords) {
        this.clients = clients;
        this.browserWords = browserWords;
    }

    /** A token that was used again came from a client's server or from a thief, so where from says nothing about people. */
    Mail in(Mail mail, Act act) {
        var reuse = act.first(GrantRevoked.class).filter(GrantRevoked::isForReuse);
        if (reuse.isPresent()) {
            var client = reuse.get().clientId();
            return mail.fact(
                    "application", clients.find(client).map(Client::name).orElse(client));
        }
        return RequestOrigin.current()
                .map(it -> mail.fact("device", browserWords.of(it.userAgent(), mail.locale()))
                        .fact("address", it.address()))
                .orElse(mail);
    }
}
