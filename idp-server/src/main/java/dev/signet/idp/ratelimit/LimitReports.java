package dev.signet.idp.ratelimit;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** Tells operators what the limits do: a metric and a line for each decision, and an audit event for each block. */
@Component
class LimitReports {

    private static final Logger log = LoggerFactory.getLogger(LimitReports.class);

    private final MeterRegistry metrics;
    private final ApplicationEventPublisher events;

    LimitReports(MeterRegistry metrics, ApplicationEventPublisher events) {
        this.metrics = metrics;
        this.events = events;
    }

    /** Says nothing of what is allowed. */
    void decided(Decision decision, boolean onlyReported) {
        switch (decision) {
            case Decision.Allowed _ -> {}
            case Decision.Delayed(var limit, var by) -> decided(limit, "delayed", by, onlyReported);
            case Decision.Blocked(var limit, var retryAfter) -> decided(limit, "blocked", retryAfter, onlyReported);
        }
    }

    private void decided(Limit limit, String decision, Duration time, boolean onlyReported) {
        metrics.counter(
                        "signet.ratelimit",
                        "limit",
                        limit.settingName(),
                        "decision",
                        decision,
                        "dry_run",
                        String.valueOf(onlyReported))
                .increment();
        log.info(
                "Limit {}{}: {} for {} ms",
                limit.settingName(),
                onlyReported ? " (dry run)" : "",
                decision,
                time.toMillis());
    }

    /** A limit that holds for everybody is an alarm: strangers cannot sign in while it blocks. */
    void reached(LimitReached event) {
        if (event.limit() == Limit.SIGN_IN_EVERYWHERE) {
            log.warn(
                    "More sign-ins fail than idp.limits.{} allows. Browsers that are not known have to wait for {} s",
                    event.limit().settingName(),
                    event.blockedFor().toSeconds());
        }
        events.publishEvent(event);
    }
}
