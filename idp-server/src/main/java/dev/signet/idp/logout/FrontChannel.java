package dev.signet.idp.logout;

import dev.signet.idp.client.Client;
import dev.signet.idp.client.Clients;
import dev.signet.idp.session.SignedIn;
import dev.signet.idp.settings.IdpProperties;
import dev.signet.idp.subject.Subjects;
import dev.signet.idp.token.Grants;
import dev.signet.idp.web.Redirects;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Which applications a browser has to call when its session is over (OpenID Connect Front-Channel Logout 1.0). */
@Component
class FrontChannel {

    /** Their origins have to fit into one header. Whoever signed in to more of them relies on the back channel. */
    private static final int MOST = 20;

    private final Grants grants;
    private final Clients clients;
    private final Subjects subjects;
    private final IdpProperties idp;

    FrontChannel(Grants grants, Clients clients, Subjects subjects, IdpProperties idp) {
        this.grants = grants;
        this.clients = clients;
        this.subjects = subjects;
        this.idp = idp;
    }

    /**
     * An application that is told by a frame.
     *
     * @param name what people know it by
     * @param address what the frame opens
     */
    record Notice(String name, String address) {}

    /** Those that got tokens in the session of {@code signedIn} and want to hear of its end; by name. */
    List<Notice> notices(SignedIn signedIn) {
        return grants.participants(signedIn.sid()).stream()
                .map(clients::find)
                .flatMap(Optional::stream)
                .filter(it -> it.frontchannelLogoutUri() != null)
                .sorted(Comparator.comparing(Client::name).thenComparing(Client::clientId))
                .limit(MOST)
                .map(it -> notice(it, signedIn.sid()))
                .toList();
    }

    /** §2: who tells, and which session, whether the client requires that or not. */
    private Notice notice(Client client, UUID sid) {
        var parameters = new LinkedHashMap<String, String>();
        parameters.put("iss", idp.issuer().toString());
        parameters.put("sid", subjects.session(sid, client));
        return new Notice(
                client.name(),
                Redirects.withParameters(Objects.requireNonNull(client.frontchannelLogoutUri()), parameters));
    }
}
