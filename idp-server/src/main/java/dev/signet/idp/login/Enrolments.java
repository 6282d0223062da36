package dev.signet.idp.login;

import dev.signet.idp.session.Method;
import dev.signet.idp.user.AccountId;
import dev.signet.idp.web.Redirects;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.ModelAndView;

/** How every enrolment ends, whatever was enrolled. */
@Component
public class Enrolments {

    /** The page that lists what somebody has enrolled. */
    public static final String LIST = "/account/authenticators";

    private final SignInGate gate;
    private final List<AfterEnrolment> pages;

    Enrolments(SignInGate gate, List<AfterEnrolment> pages) {
        this.gate = gate;
        this.pages = pages;
    }

    /**
     * The person who is signed in enrolled an authenticator and proved it by that. It counts for this session, and a
     * sign-in that waited for it goes on.
     *
     * @return the answer to the form that enrolled it
     */
    public ModelAndView finish(
            AccountId account,
            Method method,
            Journey journey,
            HttpServletRequest request,
            HttpServletResponse response) {
        var proved = gate.secondFactor(account, method, journey, request, response);
        var onwards = journey.errand() == null ? LIST : proved;
        return pages.stream()
                .flatMap(it -> it.page(account, onwards).stream())
                .findFirst()
                .orElseGet(() -> Redirects.to(onwards));
    }
}
