package dev.signet.idp.token;

import dev.signet.idp.ratelimit.Attempt;
import dev.signet.idp.ratelimit.Decision;
import dev.signet.idp.ratelimit.Limit;
import dev.signet.idp.ratelimit.Limits;
import dev.signet.idp.ratelimit.Subject;
import java.util.Collection;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** Leaves a line in the audit trail for each refused request, as long as they are not too many from one address. */
@Component
public class RefusedRequests {

    private static final Pattern SCOPE = Pattern.compile("[\\x21\\x23-\\x5B\\x5D-\\x7E]{1,60}");
    private static final int MOST_SCOPES = 5;

    private final Limits limits;
    private final ApplicationEventPublisher events;

    RefusedRequests(Limits limits, ApplicationEventPublisher events) {
        this.limits = limits;
        this.events = events;
    }

    /** Not to be called within a transaction, which would take the line with it. */
    public void note(RefusedRequest refused) {
        var decision = limits.failed(Attempt.of(Limit.OAUTH_REFUSAL, Subject.caller()));
        if (!(decision instanceof Decision.Blocked)) {
            events.publishEvent(refused);
        }
    }

    /** The names among {@code requested} that are not among {@code allowed}, as far as they are names (RFC 6749 §3.3). */
    public static String without(Collection<String> requested, Collection<String> allowed) {
        var names = requested.stream()
                .filter(it -> !allowed.contains(it))
                .filter(it -> SCOPE.matcher(it).matches())
                .sorted()
                .limit(MOST_SCOPES)
                .collect(Collectors.joining(" "));
        return names.isEmpty() ? "something that is no scope" : names;
    }
}
