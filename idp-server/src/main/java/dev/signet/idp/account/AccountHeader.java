package dev.signet.idp.account;

import dev.signet.idp.session.BrowserSessions;
import dev.signet.idp.user.Account;
import dev.signet.idp.user.Accounts;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Tells the head of a person's own pages, whichever module has them, whose they are. */
@Component
class AccountHeader implements HandlerInterceptor, WebMvcConfigurer {

    private final Accounts accounts;

    AccountHeader(Accounts accounts) {
        this.accounts = accounts;
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(this).addPathPatterns("/account", "/account/**");
    }

    @Override
    public void postHandle(
            HttpServletRequest request, HttpServletResponse response, Object handler, @Nullable ModelAndView page) {
        if (page == null || page.getViewName() == null || page.getViewName().startsWith("redirect:")) {
            return;
        }
        BrowserSessions.current()
                .flatMap(it -> accounts.find(it.account()))
                .map(Account::displayName)
                .ifPresent(it -> page.addObject("whose", it));
    }
}
