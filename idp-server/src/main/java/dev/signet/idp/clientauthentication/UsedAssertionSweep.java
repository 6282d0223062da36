package dev.signet.idp.clientauthentication;

import dev.signet.idp.jobs.ExpiredRows;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class UsedAssertionSweep {

    @Bean
    ExpiredRows expiredClientAssertions(UsedAssertionRepository used, Clock clock) {
        return new ExpiredRows("client_assertion_jti", limit -> used.deleteExpired(clock.instant(), limit));
    }
}
