package dev.signet.idp.security;

import dev.signet.idp.clientregistration.RegistrationEndpoint;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;

/**
 * Where clients register themselves. Whether anybody may is a setting, and the tokens that open it are of two kinds, neither
 * of which says who somebody is: so the controllers ask for them, and nobody else is let in or kept out here.
 */
@Configuration(proxyBeanMethods = false)
class RegistrationSecurity {

    @Bean
    @Order(FilterChains.REGISTRATION)
    SecurityFilterChain registrationFilterChain(HttpSecurity http) {
        Stateless.configure(http);
        return http.securityMatcher(RegistrationEndpoint.PATH, RegistrationEndpoint.PATH + "/*")
                .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                .build();
    }
}
