package dev.signet.idp.security;

import dev.signet.idp.adminapi.AdminApiFilter;
import dev.signet.idp.adminapi.AdminApiRoutes;
import dev.signet.idp.adminapi.AdministratorToken;
import dev.signet.idp.adminapi.Administrators;
import dev.signet.idp.ratelimit.Limits;
import dev.signet.idp.token.ResourceAccess;
import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.AuthorizationManager;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;

/**
 * The API for administrators: access tokens that are for it, in the header, and nothing else. A browser's cookie opens
 * nothing here, so there is nothing to forge either.
 */
@Configuration(proxyBeanMethods = false)
class AdminApiSecurity {

    @Bean
    @Order(FilterChains.ADMIN_API)
    SecurityFilterChain adminApiFilterChain(
            HttpSecurity http,
            ResourceAccess access,
            Administrators administrators,
            AdminApiRefusals refusals,
            Limits limits) {
        Stateless.configure(http);
        return http.securityMatcher("/api/admin/**")
                .addFilterBefore(access.filter(administrators::of, refusals), AuthorizationFilter.class)
                .addFilterBefore(new AdminApiFilter(limits), AuthorizationFilter.class)
                .authorizeHttpRequests(requests -> {
                    for (var rule : AdminApiRoutes.rules()) {
                        methods(rule.method())
                                .forEach(method -> requests.requestMatchers(method, rule.pattern())
                                        .access(holds(rule)));
                    }
                    requests.anyRequest().denyAll();
                })
                .exceptionHandling(
                        errors -> errors.authenticationEntryPoint(refusals).accessDeniedHandler(refusals))
                .build();
    }

    private static Set<HttpMethod> methods(HttpMethod method) {
        return method.equals(HttpMethod.GET) ? Set.of(HttpMethod.GET, HttpMethod.HEAD) : Set.of(method);
    }

    private static AuthorizationManager<RequestAuthorizationContext> holds(AdminApiRoutes.Rule rule) {
        return (authentication, _) -> new AuthorizationDecision(authentication.get() instanceof AdministratorToken token
                && token.power().permissions().containsAll(rule.permissions()));
    }
}
