package dev.signet.idp.authorization;

import dev.signet.idp.client.Client;
import dev.signet.idp.crypto.TokenHash;
import dev.signet.idp.session.BrowserSessions;
import dev.signet.idp.settings.IdpProperties;
import java.time.Clock;
import org.springframework.stereotype.Component;

/**
 * The one redirect URI that no client has registered: the console's, for an administrator who tries a client out. It counts
 * for a request whose state the console made for this client, in a browser in which that very administrator is signed in,
 * and the code comes to nobody but the console. Everybody else's request is refused as with any other wrong address.
 */
@Component
class TrialRedirects {

    static final String PATH = "/admin/clients/client/try/callback";

    private final ClientTrialRepository trials;
    private final IdpProperties idp;
    private final Clock clock;

    TrialRedirects(ClientTrialRepository trials, IdpProperties idp, Clock clock) {
        this.trials = trials;
        this.idp = idp;
        this.clock = clock;
    }

    String address() {
        return idp.url(PATH);
    }

    boolean isTrial(Client client, Parameters parameters, String redirectUri) {
        var state = parameters.get(Parameters.STATE);
        if (!redirectUri.equals(address())
                || state.isEmpty()
                || !parameters.repeated().isEmpty()) {
            return false;
        }
        return BrowserSessions.current()
                .filter(it ->
                        trials.isUnderWay(TokenHash.of(state.get()), it.account(), client.clientId(), clock.instant()))
                .isPresent();
    }
}
