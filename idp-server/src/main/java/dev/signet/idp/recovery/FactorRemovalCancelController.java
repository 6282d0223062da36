package dev.signet.idp.recovery;

import dev.signet.idp.login.Enrolments;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;

/** The button of {@link FactorRemovalNotice}. */
@Controller
class FactorRemovalCancelController {

    private final FactorRemovals removals;

    FactorRemovalCancelController(FactorRemovals removals) {
        this.removals = removals;
    }

    @PostMapping("/account/factor-removal/cancel")
    String cancel() {
        var cancelled = FactorRemovalNotice.whoCanCancel()
                .filter(it -> removals.cancel(it, "on the account pages"))
                .isPresent();
        return "redirect:" + Enrolments.LIST + (cancelled ? "?done=factor-removal-cancelled" : "");
    }
}
