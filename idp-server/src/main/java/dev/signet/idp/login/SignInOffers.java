package dev.signet.idp.login;

import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;

/** What other modules add to the sign-in page. */
@Component
class SignInOffers {

    private final List<SignInPart> parts;
    private final List<SignInOption> options;

    SignInOffers(List<SignInPart> parts, List<SignInOption> options) {
        this.parts = parts;
        this.options = options;
    }

    void addTo(Model model, Journey journey) {
        model.addAttribute("parts", parts.stream().map(SignInPart::template).toList());
        model.addAttribute(
                "options",
                options.stream().flatMap(it -> it.link(journey).stream()).toList());
    }
}
