package dev.signet.idp.security;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;

/** Where other providers say that somebody is signed out there. What they post proves itself; no cookie is looked at. */
@Configuration(proxyBeanMethods = false)
class UpstreamLogoutSecurity {

    @Bean
    @Order(FilterChains.UPSTREAM_LOGOUT)
    SecurityFilterChain upstreamLogoutFilterChain(HttpSecurity http) {
        Stateless.configure(http);
        return http.securityMatcher("/login/provider/*/logout")
                .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                .build();
    }
}
