package dev.signet.idp.security;

import dev.signet.idp.authorization.PushedRequestEndpoint;
import dev.signet.idp.clientauthentication.ClientAuthentication;
import dev.signet.idp.token.ClientEndpoints;
import dev.signet.idp.token.TokenEndpoint;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.security.authentication.ProviderManager;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.server.authorization.web.OAuth2ClientAuthenticationFilter;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;

/**
 * The endpoints that clients call with their own credentials: Spring's filters in their usual order, put together by
 * hand. The configurer that would do it also brings stores, providers and endpoints of which we use none.
 */
@Configuration(proxyBeanMethods = false)
class TokenSecurity {

    @Bean
    @Order(FilterChains.TOKENS)
    SecurityFilterChain tokenFilterChain(
            HttpSecurity http, ClientAuthentication clientAuthentication, TokenEndpoint tokenEndpoint) {
        Stateless.configure(http);
        var refusal = clientAuthentication.failureHandler();
        return http.securityMatcher(
                        TokenEndpoint.PATH,
                        ClientEndpoints.INTROSPECTION,
                        ClientEndpoints.REVOCATION,
                        ClientEndpoints.DEVICE_AUTHORIZATION,
                        PushedRequestEndpoint.PATH)
                .addFilterBefore(new FormBodies(), AuthorizationFilter.class)
                .addFilterBefore(clientAuthenticationFilter(clientAuthentication), AuthorizationFilter.class)
                .addFilterAfter(tokenEndpoint.filter(), AuthorizationFilter.class)
                .authorizeHttpRequests(requests -> {
                    requests.requestMatchers(HttpMethod.POST).authenticated();
                    requests.anyRequest().permitAll(); // answered by 405
                })
                .exceptionHandling(errors ->
                        errors.authenticationEntryPoint((request, response, _) -> refusal.onAuthenticationFailure(
                                request, response, new OAuth2AuthenticationException(OAuth2ErrorCodes.INVALID_CLIENT))))
                .build();
    }

    private static OAuth2ClientAuthenticationFilter clientAuthenticationFilter(ClientAuthentication authentication) {
        var filter = new OAuth2ClientAuthenticationFilter(
                new ProviderManager(authentication.providers()),
                request -> HttpMethod.POST.matches(request.getMethod()));
        filter.setAuthenticationConverter(authentication.converter());
        filter.setAuthenticationFailureHandler(authentication.failureHandler());
        return filter;
    }
}
