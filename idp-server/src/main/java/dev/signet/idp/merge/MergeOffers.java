package dev.signet.idp.merge;

import dev.signet.idp.crypto.RandomSecret;
import dev.signet.idp.crypto.TokenHash;
import dev.signet.idp.jobs.ExpiredRows;
import dev.signet.idp.user.AccountId;
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

/**
 * Remembers for a few minutes, in one browser, that somebody proved an account and wants it merged with another one, while
 * they prove that one by signing in to it.
 */
@Service
class MergeOffers {

    static final Duration LIFETIME = Duration.ofMinutes(15);

    private static final String COOKIE = "__Host-signet-merge";

    private final MergeOfferRepository offers;
    private final Clock clock;

    MergeOffers(MergeOfferRepository offers, Clock clock) {
        this.offers = offers;
        this.clock = clock;
    }

    void begin(AccountId account, HttpServletRequest request, HttpServletResponse response) {
        id(request).ifPresent(offers::delete);
        var secret = RandomSecret.next();
        offers.insert(TokenHash.of(secret), account, clock.instant().plus(LIFETIME));
        response.addHeader(HttpHeaders.SET_COOKIE, cookie(secret, LIFETIME));
    }

    /** The account that was proved first, in this browser. */
    Optional<AccountId> find(HttpServletRequest request) {
        return id(request).flatMap(it -> offers.find(it, clock.instant()));
    }

    /** @return the account; empty if another request was faster, or it took too long */
    Optional<AccountId> take(HttpServletRequest request, HttpServletResponse response) {
        response.addHeader(HttpHeaders.SET_COOKIE, cookie("", Duration.ZERO));
        return id(request).flatMap(it -> offers.take(it, clock.instant()));
    }

    /** In the caller's transaction. */
    void endAll(AccountId account) {
        offers.deleteAll(account);
    }

    private static Optional<TokenHash> id(HttpServletRequest request) {
        return Optional.ofNullable(WebUtils.getCookie(request, COOKIE)).map(it -> TokenHash.of(it.getValue()));
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
    static ExpiredRows expiredMergeOffers(MergeOfferRepository offers, Clock clock) {
        return new ExpiredRows("account_merge_offer", limit -> offers.deleteExpired(clock.instant(), limit));
    }
}
