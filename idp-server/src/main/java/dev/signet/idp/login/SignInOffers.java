package dev.signet.idp.login;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;
import org.springframework.util.StringUtils;

/** What other modules add to the sign-in page. */
@Component
class SignInOffers {

    private final List<SignInPart> parts;
    private final List<SignInOption> options;
    private final List<SignInDetour> detours;

    SignInOffers(List<SignInPart> parts, List<SignInOption> options, List<SignInDetour> detours) {
        this.parts = parts;
        this.options = options;
        this.detours = detours;
    }

    /** Where {@code identifier} signs in, if that is not here. */
    Optional<String> detour(@Nullable String identifier, Journey journey) {
        return StringUtils.hasText(identifier)
                ? detours.stream()
                        .flatMap(it -> it.path(identifier, journey).stream())
                        .findFirst()
                : Optional.empty();
    }

    void addTo(Model model, Journey journey) {
        model.addAttribute("parts", parts.stream().map(SignInPart::template).toList());
        parts.forEach(it -> model.addAllAttributes(it.model(journey)));
        model.addAttribute("isPasswordOptional", detours.stream().anyMatch(SignInDetour::isOpen));
        model.addAttribute(
                "options",
                options.stream().flatMap(it -> it.link(journey).stream()).toList());
    }
}
