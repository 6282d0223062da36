package dev.signet.idp.clientregistration;

import dev.signet.idp.jobs.ExpiredRows;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class ExpiredInitialAccessTokens {

    @Bean
    ExpiredRows expiredInitialAccessTokenRows(InitialAccessTokenRepository tokens, Clock clock) {
        return new ExpiredRows("initial_access_token", limit -> tokens.deleteExpired(clock.instant(), limit));
    }
}
