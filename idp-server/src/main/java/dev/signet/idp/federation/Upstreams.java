package dev.signet.idp.federation;

import dev.signet.idp.outbound.GuardedHttpClient;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** What this node knows of the providers. A provider that is configured otherwise is asked anew. */
@Component
class Upstreams {

    private final Map<String, Upstream> byId = new ConcurrentHashMap<>();
    private final GuardedHttpClient http;
    private final JsonMapper json;
    private final Clock clock;

    Upstreams(GuardedHttpClient http, JsonMapper json, Clock clock) {
        this.http = http;
        this.json = json;
        this.clock = clock;
    }

    Upstream of(Provider provider) {
        return byId.compute(
                provider.id(),
                (_, known) -> known != null && known.provider().equals(provider)
                        ? known
                        : new Upstream(provider, http, json, clock));
    }
}
