package dev.signet.idp.dpop;

import dev.signet.idp.jobs.ExpiredRows;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class UsedProofSweep {

    @Bean
    ExpiredRows expiredDpopProofs(UsedProofRepository used, Clock clock) {
        return new ExpiredRows("used_dpop_proof", limit -> used.deleteExpired(clock.instant(), limit));
    }
}
