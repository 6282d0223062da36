package dev.signet.idp.security;

import dev.signet.idp.access.Roles;
import dev.signet.idp.login.Errand;
import dev.signet.idp.login.Tickets;
import dev.signet.idp.session.BrowserSessions;
import dev.signet.idp.session.SignedIn;
import dev.signet.idp.web.PageSecurityHeaders;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.util.regex.Pattern;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.AuthorizationManager;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;
import org.springframework.security.web.csrf.CsrfException;
import org.springframework.security.web.csrf.XorCsrfTokenRequestAttributeHandler;
import org.springframework.security.web.util.matcher.RequestMatcher;

/** Pages for people. */
@Configuration(proxyBeanMethods = false)
class BrowserSecurity {

    /** Other sites may post these: what they do is decided by what they carry, not by a cookie. */
    private static final String[] POSTED_BY_OTHER_SITES = {
        "/oauth2/authorize", "/connect/logout", "/login/provider/*/callback"
    };

    /** Of the person's own pages, the one that a form stands on. A form that was sent too late is not sent again. */
    private static final Pattern ACCOUNT_SECTION = Pattern.compile("/account(/[a-z]+)?(?=/|$)");

    @Bean
    @Order(FilterChains.BROWSER)
    SecurityFilterChain browserFilterChain(
            HttpSecurity http,
            CsrfTokens csrfTokens,
            PageSecurityHeaders pageHeaders,
            Roles roles,
            Tickets tickets,
            ApplicationEventPublisher events,
            Clock clock) {
        return http.csrf(csrf -> csrf.csrfTokenRepository(csrfTokens)
                        .csrfTokenRequestHandler(eagerly())
                        .ignoringRequestMatchers(POSTED_BY_OTHER_SITES))
                .headers(headers -> headers.defaultsDisabled().addHeaderWriter(pageHeaders))
                .sessionManagement(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .authorizeHttpRequests(requests -> {
                    requests.dispatcherTypeMatchers(DispatcherType.ERROR, DispatcherType.FORWARD)
                            .permitAll();
                    requests.requestMatchers(PublicRoutes.PAGES).permitAll();
                    requests.requestMatchers("/", "/account", "/account/**", "/device/*")
                            .authenticated();
                    ConsoleRoutes.RULES.forEach(rule ->
                            requests.requestMatchers(rule.method(), rule.path()).access(holds(rule, roles)));
                    requests.anyRequest().denyAll();
                })
                .exceptionHandling(errors -> errors.authenticationEntryPoint(signInFirst(tickets, clock))
                        .accessDeniedHandler(notThere(events)))
                .build();
    }

    /** The token is made before the page is written, so that its cookie can still be set. It costs a MAC. */
    private static XorCsrfTokenRequestAttributeHandler eagerly() {
        var handler = new XorCsrfTokenRequestAttributeHandler();
        handler.setCsrfRequestAttributeName(null);
        return handler;
    }

    private static AuthorizationManager<RequestAuthorizationContext> holds(ConsoleRoutes.Rule rule, Roles roles) {
        return (authentication, _) -> new AuthorizationDecision(authentication.get() instanceof SignedIn signedIn
                && rule.isMetBy(roles.permissionsOf(signedIn.account())));
    }

    /**
     * Pages that need somebody signed in ask for it and lead back, and so do the forms of people whose session ended while
     * they filled one in; what has no rule is not there.
     */
    private static AuthenticationEntryPoint signInFirst(Tickets tickets, Clock clock) {
        RequestMatcher pages = request -> "GET".equals(request.getMethod())
                && (request.getRequestURI().equals("/")
                        || request.getRequestURI().equals("/account")
                        || request.getRequestURI().startsWith("/account/")
                        || request.getRequestURI().startsWith("/device/")
                        || request.getRequestURI().equals("/admin")
                        || request.getRequestURI().startsWith("/admin/"));
        return (request, response, _) -> {
            var form = ACCOUNT_SECTION.matcher(request.getRequestURI());
            if (pages.matches(request) || form.lookingAt()) {
                var page = pages.matches(request) ? request.getRequestURI() : form.group();
                var errand = Errand.toPage(page, clock.instant());
                response.sendRedirect("/login?" + Tickets.PARAMETER + "=" + tickets.issue(errand));
            } else {
                response.sendError(HttpServletResponse.SC_NOT_FOUND);
            }
        };
    }

    /** Whoever may not see a page learns nothing about whether it exists. The audit trail learns who tried. */
    private static AccessDeniedHandler notThere(ApplicationEventPublisher events) {
        return (request, response, denied) -> {
            if (denied instanceof CsrfException) {
                response.sendError(HttpServletResponse.SC_FORBIDDEN);
                return;
            }
            BrowserSessions.current()
                    .map(it -> new AccessRefused(it.account(), request.getMethod(), request.getRequestURI()))
                    .ifPresent(events::publishEvent);
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
        };
    }
}
