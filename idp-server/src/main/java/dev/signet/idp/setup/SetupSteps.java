package dev.signet.idp.setup;

import dev.signet.idp.start.FirstSteps;
import java.time.Duration;
import java.util.List;
import org.springframework.stereotype.Component;

/** What the start says as long as there is no administrator. */
@Component
class SetupSteps implements FirstSteps {

    private final SetupLink link;

    SetupSteps(SetupLink link) {
        this.link = link;
    }

    @Override
    public List<String> lines() {
        return link.renew()
                .map(uri -> List.of(
                        "There is no administrator yet. Open this link to become the first.",
                        "It works once, for " + duration(link.lifetime()) + " or until the next start:",
                        "",
                        "  " + uri))
                .orElse(List.of());
    }

    private static String duration(Duration lifetime) {
        return lifetime.toHours() > 1 ? lifetime.toHours() + " hours" : lifetime.toMinutes() + " minutes";
    }
}
