package dev.signet.idp.security;

import dev.signet.idp.token.BearerTokens;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.authentication.ProviderManager;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.oauth2.server.resource.web.DefaultBearerTokenResolver;
import org.springframework.security.web.SecurityFilterChain;

/** What relying parties call with an access token of ours (RFC 6750): in the header, or in the body of a form. */
@Configuration(proxyBeanMethods = false)
class ResourceSecurity {

    @Bean
    @Order(FilterChains.RESOURCES)
    SecurityFilterChain resourceFilterChain(HttpSecurity http, BearerTokens bearerTokens) {
        Stateless.configure(http);
        var tokens = new DefaultBearerTokenResolver();
        tokens.setAllowFormEncodedBodyParameter(true);
        return http.securityMatcher("/userinfo")
                .oauth2ResourceServer(server -> server.bearerTokenResolver(tokens)
                        .authenticationManagerResolver(_ -> new ProviderManager(bearerTokens)))
                .authorizeHttpRequests(requests -> requests.anyRequest().hasAuthority("SCOPE_openid"))
                .build();
    }
}
