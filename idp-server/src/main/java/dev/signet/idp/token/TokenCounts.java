package dev.signet.idp.token;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.stereotype.Component;

/** How often tokens were issued and refused, as {@code signet.tokens} by grant type. Costs an addition. */
@Component
class TokenCounts {

    /** Anybody may send anything; there are as many series as there are grants. */
    private static final Set<String> KNOWN = Set.of(
            AuthorizationGrantType.AUTHORIZATION_CODE.getValue(),
            AuthorizationGrantType.REFRESH_TOKEN.getValue(),
            AuthorizationGrantType.CLIENT_CREDENTIALS.getValue(),
            AuthorizationGrantType.DEVICE_CODE.getValue(),
            AuthorizationGrantType.TOKEN_EXCHANGE.getValue());

    private final MeterRegistry meters;
    private final Map<String, Counter> issued = new ConcurrentHashMap<>();
    private final Map<String, Counter> refused = new ConcurrentHashMap<>();

    TokenCounts(MeterRegistry meters) {
        this.meters = meters;
    }

    void issued(@Nullable String grant) {
        counter(issued, grant, "issued").increment();
    }

    void refused(@Nullable String grant) {
        counter(refused, grant, "refused").increment();
    }

    private Counter counter(Map<String, Counter> counters, @Nullable String grant, String outcome) {
        var name = grant != null && KNOWN.contains(grant) ? shortened(grant) : "other";
        return counters.computeIfAbsent(name, it -> meters.counter("signet.tokens", "grant", it, "outcome", outcome));
    }

    /** The last part of a URN. */
    private static String shortened(String grant) {
        return grant.substring(grant.lastIndexOf(':') + 1);
    }
}
