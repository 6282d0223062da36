package dev.signet.idp.link;

import dev.signet.idp.jobs.ExpiredRows;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class ExpiredLinks {

    @Bean
    ExpiredRows expiredMailedLinks(MailedLinkRepository links, Clock clock) {
        return new ExpiredRows("mailed_link", limit -> links.deleteExpired(clock.instant(), limit));
    }
}
