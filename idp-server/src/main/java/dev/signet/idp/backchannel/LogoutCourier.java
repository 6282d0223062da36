package dev.signet.idp.backchannel;

import dev.signet.idp.client.Clients;
import dev.signet.idp.outbound.GuardedHttpClient;
import dev.signet.idp.outbox.Courier;
import dev.signet.idp.outbox.Delivery;
import dev.signet.idp.outbox.Retries;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Posts logout tokens to relying parties (OpenID Connect Back-Channel Logout 1.0 §2.5). */
@Component
class LogoutCourier implements Courier {

    static final String KIND = "logout";

    /** A relying party that is down for a weekend still hears of it on Monday. */
    private static final Retries RETRIES =
            new Retries(40, Duration.ofDays(3), Duration.ofSeconds(2), Duration.ofHours(2));

    private final Clients clients;
    private final LogoutTokens tokens;
    private final GuardedHttpClient http;
    private final JsonMapper json;

    LogoutCourier(Clients clients, LogoutTokens tokens, GuardedHttpClient http, JsonMapper json) {
        this.clients = clients;
        this.tokens = tokens;
        this.http = http;
        this.json = json;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Retries retries() {
        return RETRIES;
    }

    @Override
    public Outcome deliver(Delivery delivery) {
        var clientId = String.valueOf(delivery.clientId());
        var ended = json.readValue(delivery.payload(), LogoutPayload.class);
        var recipient = Optional.ofNullable(ended.recipient())
                .or(() -> clients.find(clientId).flatMap(LogoutNotice::recipient));
        if (recipient.isEmpty()) {
            return new Outcome.GiveUp("the client is gone, or no longer wants to be told");
        }
        var token = tokens.issue(clientId, recipient.get().algorithm(), ended, delivery.id());
        return switch (http.post(URI.create(recipient.get().address()), Map.of("logout_token", token))) {
            case GuardedHttpClient.Outcome.Fetched _ -> new Outcome.Delivered();
            case GuardedHttpClient.Outcome.Refused(var reason) -> new Outcome.GiveUp(reason);
            case GuardedHttpClient.Outcome.Failed(var reason) -> new Outcome.Retry(reason);
        };
    }
}
