package dev.signet.idp.security;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.observation.SecurityObservationSettings;

/**
 * Spring Security times every filter of a chain and every decision, for each request, several metrics each. What an operator
 * looks at is measured where it happens: requests by address and status, sign-ins, refusals, limits, tokens.
 */
@Configuration(proxyBeanMethods = false)
class NoObservations {

    @Bean
    SecurityObservationSettings securityObservationSettings() {
        return SecurityObservationSettings.noObservations();
    }
}
