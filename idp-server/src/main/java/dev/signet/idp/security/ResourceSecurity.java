package dev.signet.idp.security;

import dev.signet.idp.token.ResourceAccess;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.oauth2.server.resource.web.access.BearerTokenAccessDeniedHandler;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;

/** What relying parties call with an access token of ours: in the header, or in the body of a form. */
@Configuration(proxyBeanMethods = false)
class ResourceSecurity {

    @Bean
    @Order(FilterChains.RESOURCES)
    SecurityFilterChain resourceFilterChain(HttpSecurity http, ResourceAccess access) {
        Stateless.configure(http);
        return http.securityMatcher("/userinfo")
                .addFilterBefore(access.filter(), AuthorizationFilter.class)
                .exceptionHandling(errors -> errors.authenticationEntryPoint(access::challenge)
                        .accessDeniedHandler(new BearerTokenAccessDeniedHandler()))
                .authorizeHttpRequests(requests -> requests.anyRequest().hasAuthority("SCOPE_openid"))
                .build();
    }
}
