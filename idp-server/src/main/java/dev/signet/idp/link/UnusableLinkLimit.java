package dev.signet.idp.link;

import dev.signet.idp.ratelimit.Attempt;
import dev.signet.idp.ratelimit.Limit;
import dev.signet.idp.ratelimit.Limits;
import dev.signet.idp.ratelimit.Subject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Counts links that do not work, whichever page they lead to: it is the page {@link Links#UNUSABLE} that is counted. Its
 * handler has ended by then, and with it every transaction.
 */
@Component
class UnusableLinkLimit implements HandlerInterceptor, WebMvcConfigurer {

    private final Limits limits;

    UnusableLinkLimit(Limits limits) {
        this.limits = limits;
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(this);
    }

    @Override
    public void postHandle(
            HttpServletRequest request, HttpServletResponse response, Object handler, @Nullable ModelAndView shown) {
        if (shown != null && Links.UNUSABLE.equals(shown.getViewName())) {
            limits.failed(Attempt.of(Limit.LINK, Subject.caller())).orThrow();
        }
    }
}
