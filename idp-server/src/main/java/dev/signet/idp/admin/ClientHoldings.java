package dev.signet.idp.admin;

import dev.signet.idp.adminui.ClientOffice.Extent;
import dev.signet.idp.consent.Consents;
import dev.signet.idp.token.Grants;
import org.springframework.stereotype.Component;

/** What would end with a client, counted as far as it matters. */
@Component
class ClientHoldings {

    private final Consents consents;
    private final Grants grants;

    ClientHoldings(Consents consents, Grants grants) {
        this.consents = consents;
        this.grants = grants;
    }

    Extent of(String clientId) {
        var most = Extent.MOST + 1;
        return new Extent(
                consents.count(clientId, most),
                grants.countLive(clientId, most),
                grants.sessions(clientId, most).size());
    }
}
