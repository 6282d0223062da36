package dev.signet.idp.backchannel;

import dev.signet.idp.backchannel.LogoutPayload.Recipient;
import dev.signet.idp.client.Client;
import dev.signet.idp.client.ClientEnding;
import dev.signet.idp.client.Clients;
import dev.signet.idp.outbox.NewDelivery;
import dev.signet.idp.outbox.Outbox;
import dev.signet.idp.session.SessionEnded;
import dev.signet.idp.subject.Subjects;
import dev.signet.idp.token.Grants;
import dev.signet.idp.user.AccountId;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Leaves a delivery for each client that has to hear of the end of a session. */
@Component
class LogoutNotice {

    private final Grants grants;
    private final Clients clients;
    private final Subjects subjects;
    private final Outbox outbox;
    private final JsonMapper json;
    private final Clock clock;

    LogoutNotice(Grants grants, Clients clients, Subjects subjects, Outbox outbox, JsonMapper json, Clock clock) {
        this.grants = grants;
        this.clients = clients;
        this.subjects = subjects;
        this.outbox = outbox;
        this.json = json;
        this.clock = clock;
    }

    /** In the transaction that ends the session: whoever is to be told is told, or the session has not ended. */
    @EventListener
    void on(SessionEnded ended) {
        grants.participants(ended.sid()).stream()
                .map(clients::find)
                .flatMap(Optional::stream)
                .filter(it -> recipient(it).isPresent())
                .forEach(client -> tell(client, ended.account(), ended.sid(), null));
    }

    /**
     * In the transaction that deletes or disables the client. Sessions go on, but no longer for this client. The delivery
     * holds the address, because soon nobody else will know it.
     */
    @EventListener
    void on(ClientEnding ending) {
        var client = ending.client();
        recipient(client)
                .ifPresent(recipient -> grants.sessions(client.clientId(), Integer.MAX_VALUE)
                        .forEach(it -> tell(client, it.account(), it.sid(), recipient)));
    }

    /** Where a client wants to be told; empty if it does not. */
    static Optional<Recipient> recipient(Client client) {
        return Optional.ofNullable(client.backchannelLogoutUri())
                .map(it -> new Recipient(it, client.idTokenSignedResponseAlg()));
    }

    private void tell(Client client, AccountId account, UUID sid, @Nullable Recipient recipient) {
        var payload = json.writeValueAsString(new LogoutPayload(
                subjects.of(account, client),
                subjects.session(sid, client),
                clock.instant().getEpochSecond(),
                recipient));
        outbox.enqueue(new NewDelivery(LogoutCourier.KIND, payload)
                .forAccount(account.value())
                .forClient(client.clientId()));
    }
}
