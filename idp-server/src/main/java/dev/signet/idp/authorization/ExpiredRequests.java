package dev.signet.idp.authorization;

import dev.signet.idp.jobs.ExpiredRows;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class ExpiredRequests {

    @Bean
    ExpiredRows expiredPushedRequests(PushedRequestRepository requests, Clock clock) {
        return new ExpiredRows("pushed_request", limit -> requests.deleteExpired(clock.instant(), limit));
    }

    @Bean
    ExpiredRows expiredClientTrials(ClientTrialRepository trials, Clock clock) {
        return new ExpiredRows("client_trial", limit -> trials.deleteExpired(clock.instant(), limit));
    }

    @Bean
    ExpiredRows forgottenUsedRequests(PushedRequestRepository requests, Clock clock) {
        return new ExpiredRows("used_request", limit -> requests.deleteForgotten(clock.instant(), limit));
    }
}
