package dev.signet.idp.adminui;

import dev.signet.idp.adminui.OverviewDirectory.Slot;
import java.time.Instant;
import java.util.List;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;

/**
 * Numbers as bars, in the units of an SVG. The page draws them with attributes alone: its policy forbids styles.
 *
 * @param name of its messages
 * @param bars in order; one for each slot, of no height if nothing happened
 * @param total all of it
 * @param most what the highest bar stands for
 */
record BarChart(String name, List<Bar> bars, long total, long most) {

    static final int WIDTH = 600;
    static final int HEIGHT = 120;

    private static final double GAP = 0.2;
    /** What happened once is seen beside what happened a thousand times. */
    private static final double LEAST = 2;

    /** One bar, whose foot is at {@link #HEIGHT}. */
    record Bar(double x, double y, double width, double height, Instant start, long count) {}

    static BarChart of(String name, List<Slot> slots, ToLongFunction<Slot> count) {
        var counts = slots.stream().mapToLong(count).toArray();
        var most = Math.max(
                1,
                IntStream.range(0, counts.length)
                        .mapToLong(it -> counts[it])
                        .max()
                        .orElse(1));
        var step = (double) WIDTH / Math.max(1, counts.length);
        var bars = IntStream.range(0, counts.length)
                .mapToObj(it -> {
                    var height = counts[it] == 0 ? 0 : Math.max(LEAST, rounded((double) HEIGHT * counts[it] / most));
                    return new Bar(
                            rounded((it + GAP / 2) * step),
                            rounded(HEIGHT - height),
                            rounded((1 - GAP) * step),
                            height,
                            slots.get(it).start(),
                            counts[it]);
                })
                .toList();
        var total =
                IntStream.range(0, counts.length).mapToLong(it -> counts[it]).sum();
        return new BarChart(name, bars, total, total == 0 ? 0 : most);
    }

    /** The slot of the highest bar. */
    public Instant busiest() {
        return bars.stream()
                .filter(it -> it.count() == most)
                .findFirst()
                .map(Bar::start)
                .orElse(Instant.EPOCH);
    }

    /** Attributes with fifteen digits would be most of the page. */
    private static double rounded(double value) {
        return Math.round(value * 10) / 10.0;
    }
}
