package dev.signet.idp.detection;

import dev.signet.idp.audit.Activity;
import dev.signet.idp.audit.AuditPatterns;
import dev.signet.idp.audit.AuditRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Wrong passwords: many for one account, for many accounts from one address, or for many accounts from many addresses.
 * Counts since somebody last looked at an alert about the same, so that a look is not answered by the same alert again.
 */
@Component
class PasswordGuessing implements DetectionRule {

    private static final String REFUSED = "sign-in.refused";
    private static final String IDENTIFIER = "identifier";

    /** Of what one question reads. Whoever tries more than this is seen all the same. */
    private static final int MOST = 2_000;

    private static final String EVERYWHERE = "everywhere";

    private final Activity activity;
    private final AuditPatterns patterns;
    private final AlertRepository alerts;
    private final DetectionProperties settings;

    PasswordGuessing(Activity activity, AuditPatterns patterns, AlertRepository alerts, DetectionProperties settings) {
        this.activity = activity;
        this.patterns = patterns;
        this.alerts = alerts;
        this.settings = settings;
    }

    @Override
    public List<Suspicion> look(List<AuditRecord> events) {
        var refused = events.stream().filter(it -> it.action().equals(REFUSED)).toList();
        var found = new ArrayList<Suspicion>();
        latest(refused, it -> it.subject() == null ? null : it.subject().toString())
                .forEach((key, last) -> bruteForce(key, last).ifPresent(found::add));
        latest(refused, AuditRecord::address)
                .forEach((key, last) -> spraying(key, last).ifPresent(found::add));
        if (!refused.isEmpty()) {
            stuffing(refused.getLast()).ifPresent(found::add);
        }
        return found;
    }

    private Optional<Suspicion> bruteForce(String key, AuditRecord last) {
        var subject = last.subject();
        if (subject == null) {
            return Optional.empty();
        }
        var since = since(AlertKind.BRUTE_FORCE, key, settings.bruteForce(), last);
        var count = activity.count(subject, REFUSED, since, MOST);
        return count < settings.bruteForce().count()
                ? Optional.empty()
                : Optional.of(new Suspicion(AlertKind.BRUTE_FORCE, key, subject, last.address(), null, count, last));
    }

    private Optional<Suspicion> spraying(String address, AuditRecord last) {
        var since = since(AlertKind.PASSWORD_SPRAYING, address, settings.spraying(), last);
        var spread = patterns.spread(REFUSED, address, IDENTIFIER, since, MOST);
        return spread.values() < settings.spraying().count()
                ? Optional.empty()
                : Optional.of(new Suspicion(
                        AlertKind.PASSWORD_SPRAYING, address, null, address, null, spread.values(), last));
    }

    private Optional<Suspicion> stuffing(AuditRecord last) {
        var since = since(AlertKind.CREDENTIAL_STUFFING, EVERYWHERE, settings.stuffing(), last);
        var spread = patterns.spread(REFUSED, null, IDENTIFIER, since, MOST);
        return spread.values() < settings.stuffing().count() || spread.addresses() < settings.stuffingAddresses()
                ? Optional.empty()
                : Optional.of(new Suspicion(
                        AlertKind.CREDENTIAL_STUFFING, EVERYWHERE, null, null, null, spread.values(), last));
    }

    private Instant since(AlertKind kind, String key, Threshold threshold, AuditRecord last) {
        var begin = last.at().minus(threshold.period());
        return alerts.acknowledgedAt(kind, key).filter(it -> it.isAfter(begin)).orElse(begin);
    }

    /** The last event for each key. */
    private static Map<String, AuditRecord> latest(
            List<AuditRecord> events, Function<AuditRecord, @Nullable String> key) {
        var latest = new LinkedHashMap<String, AuditRecord>();
        for (var event : events) {
            var name = key.apply(event);
            if (name != null) {
                latest.put(name, event);
            }
        }
        return latest;
    }
}
