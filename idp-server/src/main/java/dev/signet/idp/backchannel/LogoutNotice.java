package dev.signet.idp.backchannel;

import dev.signet.idp.client.Client;
import dev.signet.idp.client.Clients;
import dev.signet.idp.outbox.NewDelivery;
import dev.signet.idp.outbox.Outbox;
import dev.signet.idp.session.SessionEnded;
import dev.signet.idp.token.Grants;
import java.time.Clock;
import java.util.Optional;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Leaves a delivery for each client that has to hear of the end of a session. */
@Component
class LogoutNotice {

    private final Grants grants;
    private final Clients clients;
    private final Outbox outbox;
    private final JsonMapper json;
    private final Clock clock;

    LogoutNotice(Grants grants, Clients clients, Outbox outbox, JsonMapper json, Clock clock) {
        this.grants = grants;
        this.clients = clients;
        this.outbox = outbox;
        this.json = json;
        this.clock = clock;
    }

    /** In the transaction that ends the session: whoever is to be told is told, or the session has not ended. */
    @EventListener
    void on(SessionEnded ended) {
        var payload = json.writeValueAsString(new LogoutPayload(
                ended.account().value(), ended.sid(), clock.instant().getEpochSecond()));
        grants.participants(ended.sid()).stream()
                .map(clients::find)
                .flatMap(Optional::stream)
                .filter(it -> it.backchannelLogoutUri() != null)
                .map(Client::clientId)
                .forEach(clientId -> outbox.enqueue(new NewDelivery(LogoutCourier.KIND, payload)
                        .forAccount(ended.account().value())
                        .forClient(clientId)));
    }
}
