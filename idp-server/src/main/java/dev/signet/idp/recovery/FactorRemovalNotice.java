package dev.signet.idp.recovery;

import dev.signet.idp.session.BrowserSessions;
import dev.signet.idp.session.Method;
import dev.signet.idp.session.SignedIn;
import dev.signet.idp.user.AccountId;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.Optional;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

/** Shows on every page of somebody's account that their second factors are about to be removed, and how to cancel that. */
@ControllerAdvice
class FactorRemovalNotice {

    private final FactorRemovals removals;

    FactorRemovalNotice(FactorRemovals removals) {
        this.removals = removals;
    }

    /** What the layout of these pages shows. */
    record FactorRemovalView(Instant readyAt) {}

    @ModelAttribute
    void addTo(Model model, HttpServletRequest request) {
        if (request.getMethod().equals("GET") && request.getRequestURI().startsWith("/account")) {
            whoCanCancel()
                    .flatMap(removals::of)
                    .ifPresent(it -> model.addAttribute("factorRemoval", new FactorRemovalView(it.readyAt())));
        }
    }

    /** Somebody who proved a second factor in this session: nobody else is known to be the owner rather than who asked. */
    static Optional<AccountId> whoCanCancel() {
        return BrowserSessions.current()
                .filter(it -> it.methods().stream()
                        .anyMatch(method -> method.isSecondFactor() && method != Method.EMAIL_CODE))
                .map(SignedIn::account);
    }
}
