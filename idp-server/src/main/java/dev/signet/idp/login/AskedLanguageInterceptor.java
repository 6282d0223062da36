package dev.signet.idp.login;

import dev.signet.idp.web.AskedLanguage;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Shows pages in the language that a client asks for by {@code ui_locales}, on the whole way that its request begins. */
@Component
class AskedLanguageInterceptor implements HandlerInterceptor, WebMvcConfigurer {

    private static final String PARAMETER = "ui_locales";

    private final Journeys journeys;

    AskedLanguageInterceptor(Journeys journeys) {
        this.journeys = journeys;
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(this);
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (request.getDispatcherType() == DispatcherType.ERROR) {
            return true; // what was refused is not looked at again, it may hold what no request may
        }
        Optional.ofNullable(request.getParameter(PARAMETER))
                .or(() -> ofJourney(request))
                .ifPresent(it -> AskedLanguage.use(request, it));
        return true;
    }

    private Optional<String> ofJourney(HttpServletRequest request) {
        return Optional.ofNullable(request.getParameter(Tickets.PARAMETER))
                .flatMap(it -> journeys.of(it).parameter(PARAMETER));
    }
}
