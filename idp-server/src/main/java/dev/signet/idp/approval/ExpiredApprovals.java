package dev.signet.idp.approval;

import dev.signet.idp.jobs.ExpiredRows;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class ExpiredApprovals {

    @Bean
    ExpiredRows expiredApprovalsSweep(ApprovalRepository requests, Clock clock) {
        return new ExpiredRows("approval_request", limit -> requests.deleteExpired(clock.instant(), limit));
    }
}
