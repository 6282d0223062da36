package dev.signet.idp.ratelimit;

import dev.signet.idp.jobs.ExpiredRows;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class ExpiredCounts {

    @Bean
    ExpiredRows expiredRateLimits(CountRepository counts, Clock clock) {
        return new ExpiredRows("rate_limit", limit -> counts.deleteExpired(clock.instant(), limit));
    }
}
