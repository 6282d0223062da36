package dev.signet.idp.adminapi;

import dev.signet.idp.adminapi.Problem.FieldError;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * Comes behind the rules on the routes: writes the call down, keeps its answer out of caches, and refuses parameters that the
 * controller does not know, because a filter with a misspelt name would quietly list everything.
 */
@Component
class ApiCallGate implements HandlerInterceptor {

    private final ApplicationEventPublisher events;

    ApiCallGate(ApplicationEventPublisher events) {
        this.events = events;
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (!(handler instanceof HandlerMethod method)
                || !(SecurityContextHolder.getContext().getAuthentication() instanceof AdministratorToken token)) {
            return true;
        }
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        events.publishEvent(new AdminApiUsed(
                token.power().actor(), token.clientId(), request.getMethod(), request.getRequestURI()));
        refuseUnknownParameters(request, known(method));
        return true;
    }

    private static void refuseUnknownParameters(HttpServletRequest request, Set<String> known) {
        var errors = new ArrayList<FieldError>();
        request.getParameterMap().forEach((name, values) -> {
            if (!known.contains(name)) {
                errors.add(FieldError.of(name, "not a parameter of this call"));
            } else if (values.length > 1) {
                errors.add(FieldError.of(name, "more than once"));
            }
        });
        if (!errors.isEmpty()) {
            throw new ProblemException(ProblemType.INVALID_REQUEST, "Parameters that cannot be used", errors);
        }
    }

    static Set<String> known(HandlerMethod method) {
        return Arrays.stream(method.getMethodParameters())
                .flatMap(it -> Optional.ofNullable(it.getParameterAnnotation(RequestParam.class)).stream())
                .map(RequestParam::name)
                .collect(Collectors.toUnmodifiableSet());
    }
}
