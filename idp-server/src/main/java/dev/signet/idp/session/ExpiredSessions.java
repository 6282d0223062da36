package dev.signet.idp.session;

import dev.signet.idp.jobs.ExpiredRows;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class ExpiredSessions {

    /** A session whose time is over ends like any other: what hangs on it is told. */
    @Bean
    ExpiredRows expiredBrowserSessions(BrowserSessions sessions) {
        return new ExpiredRows("browser_session", sessions::endExpired);
    }
}
