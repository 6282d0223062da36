package dev.signet.idp.login;

import dev.signet.idp.crypto.RandomSecret;
import dev.signet.idp.crypto.TokenHash;
import dev.signet.idp.jobs.ExpiredRows;
import dev.signet.idp.session.Factor;
import dev.signet.idp.session.Method;
import dev.signet.idp.user.AccountId;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.stereotype.Service;
import org.springframework.web.util.WebUtils;

/**
 * The time between a first factor and a second. A stage opens nothing: whoever holds one may try a second factor, a few
 * times, for a few minutes.
 */
@Service
public class SignInStages {

    static final String COOKIE = "__Host-signet-stage";

    /** Time enough to find one's phone. */
    static final Duration LIFETIME = Duration.ofMinutes(10);

    static final int MOST_TRIES = 5;

    private final SignInStageRepository stages;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    SignInStages(SignInStageRepository stages, ApplicationEventPublisher events, Clock clock) {
        this.stages = stages;
        this.events = events;
        this.clock = clock;
    }

    void begin(
            AccountId account,
            List<Factor> factors,
            @Nullable UUID origin,
            HttpServletRequest request,
            HttpServletResponse response) {
        end(request);
        var secret = RandomSecret.next();
        stages.insert(
                new SignInStage(TokenHash.of(secret), account, factors, origin),
                clock.instant().plus(LIFETIME));
        response.addHeader(HttpHeaders.SET_COOKIE, cookie(secret, LIFETIME));
    }

    Optional<SignInStage> current(HttpServletRequest request) {
        return id(request).flatMap(it -> stages.find(it, clock.instant(), MOST_TRIES));
    }

    /** @return false if the tries are used up */
    boolean countTry(SignInStage stage) {
        return stages.countTry(stage.id(), MOST_TRIES);
    }

    /** A try failed. */
    void refused(AccountId account, Method method) {
        events.publishEvent(new SecondFactorRefused(account, method));
    }

    /** Somebody proved it, and is let in for it. */
    void proved(AccountId account, Method method) {
        events.publishEvent(new SecondFactorProved(account, method));
    }

    /** @return false if it had ended already */
    boolean finish(SignInStage stage, HttpServletResponse response) {
        response.addHeader(HttpHeaders.SET_COOKIE, cookie("", Duration.ZERO));
        return stages.delete(stage.id());
    }

    /** Ends every stage of {@code account}, in the caller's transaction: its password or its factors changed. */
    public void endAll(AccountId account) {
        stages.deleteAll(account);
    }

    private void end(HttpServletRequest request) {
        id(request).ifPresent(stages::delete);
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
    static ExpiredRows expiredSignInStages(SignInStageRepository stages, Clock clock) {
        return new ExpiredRows("sign_in_stage", limit -> stages.deleteExpired(clock.instant(), limit));
    }
}
