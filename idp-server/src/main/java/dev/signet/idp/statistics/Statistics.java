package dev.signet.idp.statistics;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.springframework.stereotype.Service;

/** Answers how often something happened. A minute or so behind. */
@Service
public class Statistics {

    private final HourlyCountRepository counts;

    Statistics(HourlyCountRepository counts) {
        this.counts = counts;
    }

    /**
     * How often something happened in a stretch of time.
     *
     * @param name a {@link Measure}, and behind a colon what it is counted apart by
     */
    public record Point(Instant start, String name, long count) {

        public boolean isOf(Measure measure) {
            return name.equals(measure.value()) || name.startsWith(measure.value() + ":");
        }

        /** What it is counted apart by; empty if by nothing. */
        public String word() {
            var colon = name.indexOf(':');
            return colon < 0 ? "" : name.substring(colon + 1);
        }
    }

    /**
     * What happened from {@code from} until {@code until}, in stretches of {@code width}. Stretches in which nothing
     * happened are left out.
     *
     * @param from the full hour at which the first stretch begins
     */
    public List<Point> points(Instant from, Instant until, Duration width) {
        return counts.points(from, until, width);
    }

    /** Whether nothing was ever counted. */
    public boolean isEmpty() {
        return counts.isEmpty();
    }
}
