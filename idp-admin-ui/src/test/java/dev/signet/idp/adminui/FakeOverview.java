package dev.signet.idp.adminui;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An overview in memory. */
class FakeOverview implements OverviewDirectory {

    static final Instant FROM = Instant.parse("2026-11-25T10:00:00Z");

    final List<Concern> concerns = new ArrayList<>();
    final List<Step> steps = new ArrayList<>();

    @Nullable
    Figures figures;

    @Nullable
    Span asked;

    @Override
    public Optional<Figures> figures(Span span) {
        asked = span;
        return Optional.ofNullable(figures);
    }

    @Override
    public List<Concern> concerns() {
        return concerns;
    }

    @Override
    public List<Step> firstSteps() {
        return steps;
    }

    static Slot slot(int hour, long signIns, long refusals, long tokens) {
        return new Slot(FROM.plusSeconds(3600L * hour), signIns, refusals, tokens);
    }
}
