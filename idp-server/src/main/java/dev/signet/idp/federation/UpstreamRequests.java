package dev.signet.idp.federation;

import dev.signet.idp.crypto.DataVault;
import dev.signet.idp.crypto.RandomSecret;
import dev.signet.idp.crypto.TokenHash;
import dev.signet.idp.jobs.ExpiredRows;
import dev.signet.idp.link.SameBrowser;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Service;
import tools.jackson.databind.json.JsonMapper;

/** Remembers who left for a provider, so that each answer counts once, for a while, in the browser that left. */
@Service
class UpstreamRequests {

    /** Time enough to sign in there, and to look for one's phone. */
    static final Duration LIFETIME = Duration.ofMinutes(15);

    /** An answer that comes later than this is unknown, rather than late. */
    private static final Duration KEPT = Duration.ofHours(2);

    private final UpstreamRequestRepository requests;
    private final SameBrowser sameBrowser;
    private final DataVault vault;
    private final JsonMapper json;
    private final Clock clock;

    UpstreamRequests(
            UpstreamRequestRepository requests,
            SameBrowser sameBrowser,
            DataVault vault,
            JsonMapper json,
            Clock clock) {
        this.requests = requests;
        this.sameBrowser = sameBrowser;
        this.vault = vault;
        this.json = json;
        this.clock = clock;
    }

    /** Every way {@link #take} can end. */
    sealed interface Answer {

        record Expected(UpstreamRequest request) implements Answer {}

        record Unexpected(Cause cause) implements Answer {}
    }

    /** @return the {@code state} to send along */
    String begin(UpstreamRequest request) {
        var state = RandomSecret.next();
        var hash = TokenHash.of(state);
        requests.insert(
                hash,
                request.provider(),
                vault.encrypt(json.writeValueAsBytes(request), row(hash)),
                clock.instant().plus(KEPT));
        return state;
    }

    /** Uses up the request that an answer with {@code state} from {@code provider} belongs to. */
    Answer take(String provider, String state, HttpServletRequest http) {
        var hash = TokenHash.of(state);
        var found = requests.find(hash, provider);
        if (found.isEmpty()) {
            return new Answer.Unexpected(Cause.STATE_UNKNOWN);
        }
        var request = json.readValue(vault.decrypt(found.get().data(), row(hash)), UpstreamRequest.class);
        if (!sameBrowser.is(request.browser(), http)) {
            return new Answer.Unexpected(Cause.STATE_UNKNOWN); // and it stays good for the browser that left
        }
        if (found.get().isUsed()) {
            return new Answer.Unexpected(Cause.REPLAYED);
        }
        if (!clock.instant().isBefore(request.startedAt().plus(LIFETIME))) {
            return new Answer.Unexpected(Cause.STATE_EXPIRED);
        }
        return requests.use(hash, clock.instant())
                ? new Answer.Expected(request)
                : new Answer.Unexpected(Cause.REPLAYED);
    }

    private static String row(TokenHash hash) {
        return "upstream_request/data/" + hash.hex();
    }

    @Bean
    static ExpiredRows expiredUpstreamRequests(UpstreamRequestRepository requests, Clock clock) {
        return new ExpiredRows("upstream_request", limit -> requests.deleteExpired(clock.instant(), limit));
    }
}
