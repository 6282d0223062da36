package dev.signet.idp.security;

import dev.signet.idp.login.FreshFactor;
import dev.signet.idp.session.BrowserSessions;
import dev.signet.idp.web.Redirects;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Lets nobody into the console whose second factor was proved too long ago, and writes down who was let in. Comes behind
 * the rules on the routes, so whoever the console is not for is not even asked.
 */
@Component
class ConsoleGate implements HandlerInterceptor, WebMvcConfigurer {

    /** Every page and every form of the console has an address that can be opened, so one comes back to where one was. */
    static final Duration FACTOR_AGE = Duration.ofMinutes(30);

    private static final String[] CONSOLE = {"/admin", "/admin/**"};

    private final FreshFactor freshFactor;
    private final ApplicationEventPublisher events;

    ConsoleGate(FreshFactor freshFactor, ApplicationEventPublisher events) {
        this.freshFactor = freshFactor;
        this.events = events;
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(this).addPathPatterns(CONSOLE);
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler)
            throws Exception {
        var signedIn = BrowserSessions.current();
        if (signedIn.isEmpty()) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND); // the rules should not have let this through
            return false;
        }
        var detour = freshFactor.detour(signedIn.get(), FACTOR_AGE, page(request));
        if (detour.isPresent()) {
            response.setStatus(HttpServletResponse.SC_SEE_OTHER);
            response.setHeader("Location", detour.get());
            return false;
        }
        events.publishEvent(new ConsoleUsed(signedIn.get().account(), request.getMethod(), request.getRequestURI()));
        return true;
    }

    /** With its query, which may say what the page is about, unless it would not fit into the address of the detour. */
    private static String page(HttpServletRequest request) {
        var query = request.getQueryString();
        return query == null || !Redirects.fits(query, Redirects.MAX_PARAMETER_BYTES)
                ? request.getRequestURI()
                : request.getRequestURI() + "?" + query;
    }
}
