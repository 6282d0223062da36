package dev.signet.idp.security;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.HttpStatusEntryPoint;

/** Health and metrics, which only the management port serves; by default it listens on the loopback interface. */
@Configuration(proxyBeanMethods = false)
class ManagementSecurity {

    @Bean
    @Order(FilterChains.MANAGEMENT)
    SecurityFilterChain managementFilterChain(HttpSecurity http) {
        Stateless.configure(http);
        return http.securityMatcher("/actuator/**")
                .authorizeHttpRequests(requests -> {
                    requests.requestMatchers("/actuator/health/**", "/actuator/health", "/actuator/prometheus")
                            .permitAll();
                    requests.anyRequest().denyAll();
                })
                .exceptionHandling(
                        errors -> errors.authenticationEntryPoint(new HttpStatusEntryPoint(HttpStatus.NOT_FOUND)))
                .build();
    }
}
