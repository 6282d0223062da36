package dev.signet.idp.security;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;

/** Documents that are the same for everybody, and that caches may keep. */
@Configuration(proxyBeanMethods = false)
class DocumentSecurity {

    @Bean
    @Order(FilterChains.DOCUMENTS)
    SecurityFilterChain documentFilterChain(HttpSecurity http) {
        Stateless.configure(http);
        return http.securityMatcher(PublicRoutes.DOCUMENTS)
                .headers(headers -> headers.cacheControl(cache -> cache.disable()))
                .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                .build();
    }
}
