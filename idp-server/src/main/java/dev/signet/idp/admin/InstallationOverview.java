package dev.signet.idp.admin;

import dev.signet.idp.access.Permission;
import dev.signet.idp.access.Role;
import dev.signet.idp.access.Roles;
import dev.signet.idp.adminui.OverviewDirectory;
import dev.signet.idp.session.BrowserSessions;
import dev.signet.idp.session.SignedIn;
import dev.signet.idp.statistics.Measure;
import dev.signet.idp.statistics.Statistics;
import dev.signet.idp.statistics.Statistics.Point;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** What is going on, as the console's first page shows it. */
@Component
class InstallationOverview implements OverviewDirectory {

    private static final Comparator<Concern> URGENT_FIRST =
            Comparator.comparing((Concern it) -> !it.kind().isUrgent());

    private final Statistics statistics;
    private final List<ConcernSource> sources;
    private final FirstThings firstThings;
    private final PermissionCheck permissions;
    private final Roles roles;
    private final Clock clock;

    InstallationOverview(
            Statistics statistics,
            List<ConcernSource> sources,
            FirstThings firstThings,
            PermissionCheck permissions,
            Roles roles,
            Clock clock) {
        this.statistics = statistics;
        this.sources = sources;
        this.firstThings = firstThings;
        this.permissions = permissions;
        this.roles = roles;
        this.clock = clock;
    }

    @Override
    public Optional<Figures> figures(Span span) {
        if (!permissions.isHeld(Permission.AUDIT_READ)) {
            return Optional.empty();
        }
        var from = from(span);
        var points = statistics.points(from, clock.instant().plus(1, ChronoUnit.HOURS), span.width());
        var slots = new ArrayList<Slot>();
        for (var start = from; !start.isAfter(clock.instant()); start = start.plus(span.width())) {
            slots.add(slot(start, points));
        }
        return Optional.of(new Figures(slots, shares(points, Measure.FACTOR), shares(points, Measure.TOKENS_ISSUED)));
    }

    @Override
    public List<Concern> concerns() {
        var held = held();
        return sources.stream()
                .flatMap(it -> it.concerns(held).stream())
                .sorted(URGENT_FIRST)
                .toList();
    }

    /** Until somebody signed in to something, or everything is done. */
    @Override
    public List<Step> firstSteps() {
        var viewer = BrowserSessions.current().map(SignedIn::account);
        if (viewer.filter(it -> roles.of(it).contains(Role.ADMINISTRATOR.value()))
                .isEmpty()) {
            return List.of();
        }
        var steps = firstThings.of(viewer.get());
        return steps.stream().allMatch(Step::isDone) ? List.of() : steps;
    }

    private Set<Permission> held() {
        return BrowserSessions.current()
                .map(it -> roles.permissionsOf(it.account()))
                .orElse(Set.of());
    }

    /** The last stretch holds now; days begin at midnight, UTC. */
    private Instant from(Span span) {
        var unit = span == Span.DAY ? ChronoUnit.HOURS : ChronoUnit.DAYS;
        return clock.instant().truncatedTo(unit).plus(1, unit).minus(span.length());
    }

    private static Slot slot(Instant start, List<Point> points) {
        return new Slot(
                start,
                count(points, start, Measure.SIGN_IN),
                count(points, start, Measure.SIGN_IN_REFUSED),
                count(points, start, Measure.TOKENS_ISSUED));
    }

    private static long count(List<Point> points, Instant start, Measure measure) {
        return points.stream()
                .filter(it -> it.start().equals(start) && it.isOf(measure))
                .mapToLong(Point::count)
                .sum();
    }

    private static List<Share> shares(List<Point> points, Measure measure) {
        return points.stream()
                .filter(it -> it.isOf(measure))
                .collect(Collectors.groupingBy(Point::word, Collectors.summingLong(Point::count)))
                .entrySet()
                .stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed().thenComparing(Map.Entry.comparingByKey()))
                .map(it -> new Share(it.getKey(), it.getValue()))
                .toList();
    }
}
