package dev.signet.idp.federation;

import dev.signet.idp.crypto.DataVault;
import dev.signet.idp.crypto.RandomSecret;
import dev.signet.idp.crypto.TokenHash;
import dev.signet.idp.jobs.ExpiredRows;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.springframework.context.annotation.Bean;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.stereotype.Service;
import org.springframework.web.util.WebUtils;
import tools.jackson.databind.json.JsonMapper;

/** Holds what a provider said about somebody until they proved the rest, in this browser and for a while. */
@Service
class PendingIdentities {

    static final Duration LIFETIME = Duration.ofHours(1);

    private static final String COOKIE = "__Host-signet-pending";

    private final PendingIdentityRepository pending;
    private final DataVault vault;
    private final JsonMapper json;
    private final Clock clock;

    PendingIdentities(PendingIdentityRepository pending, DataVault vault, JsonMapper json, Clock clock) {
        this.pending = pending;
        this.vault = vault;
        this.json = json;
        this.clock = clock;
    }

    void put(PendingIdentity held, HttpServletRequest request, HttpServletResponse response) {
        end(request, response);
        var secret = RandomSecret.next();
        var hash = TokenHash.of(secret);
        pending.insert(
                hash,
                vault.encrypt(json.writeValueAsBytes(held), row(hash)),
                clock.instant().plus(LIFETIME));
        response.addHeader(HttpHeaders.SET_COOKIE, cookie(secret, LIFETIME));
    }

    Optional<PendingIdentity> find(HttpServletRequest request) {
        return hash(request)
                .flatMap(hash -> pending.find(hash, clock.instant())
                        .map(it -> json.readValue(vault.decrypt(it, row(hash)), PendingIdentity.class)));
    }

    /** @return false if it had ended already */
    boolean end(HttpServletRequest request, HttpServletResponse response) {
        var hash = hash(request);
        if (hash.isEmpty()) {
            return false;
        }
        response.addHeader(HttpHeaders.SET_COOKIE, cookie("", Duration.ZERO));
        return pending.delete(hash.get());
    }

    private static Optional<TokenHash> hash(HttpServletRequest request) {
        return Optional.ofNullable(WebUtils.getCookie(request, COOKIE)).map(it -> TokenHash.of(it.getValue()));
    }

    private static String row(TokenHash hash) {
        return "pending_identity/data/" + hash.hex();
    }

    private static String cookie(String value, Duration age) {
        return ResponseCookie.from(COOKIE, value)
                .path("/")
                .httpOnly(true)
                .secure(true)
                .sameSite("Lax")
                .maxAge(age)
                .build()
                .toString();
    }

    @Bean
    static ExpiredRows expiredPendingIdentities(PendingIdentityRepository pending, Clock clock) {
        return new ExpiredRows("pending_identity", limit -> pending.deleteExpired(clock.instant(), limit));
    }
}
