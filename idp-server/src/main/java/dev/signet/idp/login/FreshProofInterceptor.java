package dev.signet.idp.login;

import dev.signet.idp.session.BrowserSessions;
import dev.signet.idp.session.Method;
import dev.signet.idp.session.SignedIn;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Sends people who reach a page marked {@link FreshProof} to prove once more who they are, and back. */
@Component
class FreshProofInterceptor implements HandlerInterceptor, WebMvcConfigurer {

    /** Long enough to fill in a form, shorter than a walk to the coffee machine. */
    static final Duration FRESH = Duration.ofMinutes(10);

    private final SecondFactors secondFactors;
    private final Journeys journeys;
    private final Clock clock;

    FreshProofInterceptor(SecondFactors secondFactors, Journeys journeys, Clock clock) {
        this.secondFactors = secondFactors;
        this.journeys = journeys;
        this.clock = clock;
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(this);
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler)
            throws Exception {
        var signedIn = BrowserSessions.current();
        if (!(handler instanceof HandlerMethod method) || signedIn.isEmpty()) {
            return true;
        }
        var wanted = wanted(method);
        if (wanted == null) {
            return true;
        }
        var enrolled = secondFactors.areEnrolled(signedIn.get().account());
        if (isFresh(signedIn.get(), enrolled)) {
            return true;
        }
        var journey = journey(request, wanted);
        response.setStatus(HttpServletResponse.SC_SEE_OTHER);
        response.setHeader("Location", journey.to(enrolled ? SignInGate.SECOND_FACTOR : "/login"));
        return false;
    }

    /** A sign-in that led here goes on, and leads here again if it has to. */
    private Journey journey(HttpServletRequest request, FreshProof wanted) {
        var journey = journeys.of(request.getParameter(Tickets.PARAMETER));
        if (journey.errand() != null) {
            return journey;
        }
        var back = request.getMethod().equals("GET") ? request.getRequestURI() : wanted.page();
        return journeys.begin(Errand.toPage(back, clock.instant()));
    }

    private static @Nullable FreshProof wanted(HandlerMethod method) {
        var onMethod = method.getMethodAnnotation(FreshProof.class);
        return onMethod != null ? onMethod : method.getBeanType().getAnnotation(FreshProof.class);
    }

    /** A code by mail is no proof of what was enrolled: a mailbox alone must not get to remove that. */
    private boolean isFresh(SignedIn signedIn, boolean enrolled) {
        return signedIn.lastProof(it ->
                        enrolled ? it.isSecondFactor() && it != Method.EMAIL_CODE : it != Method.REMEMBERED_DEVICE)
                .filter(it -> clock.instant().isBefore(it.plus(FRESH)))
                .isPresent();
    }
}
