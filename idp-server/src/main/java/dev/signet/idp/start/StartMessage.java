package dev.signet.idp.start;

import dev.signet.idp.settings.IdpProperties;
import java.util.ArrayList;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Says where Signet runs and what comes first. On standard output and not in the log: a one-time link is a secret, and
 * logs are kept.
 */
@Component
class StartMessage {

    private final IdpProperties idp;
    private final ObjectProvider<FirstSteps> firstSteps;

    StartMessage(IdpProperties idp, ObjectProvider<FirstSteps> firstSteps) {
        this.idp = idp;
        this.firstSteps = firstSteps;
    }

    @EventListener
    void print(ApplicationReadyEvent ready) {
        if (ready.getApplicationContext() instanceof WebServerApplicationContext) {
            System.out.println(String.join(System.lineSeparator(), lines()));
        }
    }

    private List<String> lines() {
        var lines = new ArrayList<String>();
        lines.add("");
        lines.add("  Signet is ready at " + idp.issuer());
        lines.add("");
        firstSteps
                .orderedStream()
                .map(FirstSteps::lines)
                .filter(step -> !step.isEmpty())
                .forEach(step -> {
                    step.forEach(line -> lines.add(("  " + line).stripTrailing()));
                    lines.add("");
                });
        lines.add("  Discovery  " + idp.url("/.well-known/openid-configuration"));
        lines.add("  Clients    " + idp.configDir().resolve("clients.yaml"));
        lines.add("  Stop       Ctrl+C");
        lines.add("");
        return lines;
    }
}
