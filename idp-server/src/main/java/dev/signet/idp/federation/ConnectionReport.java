package dev.signet.idp.federation;

import java.util.List;

/** What came of asking a provider what it says about itself. */
public record ConnectionReport(List<Line> lines) {

    /** How good something is. */
    public enum Level {
        GOOD,
        DOUBTFUL,
        BROKEN
    }

    /**
     * One thing that was looked at.
     *
     * @param name what it is about: {@code reachable}, {@code issuer}, {@code keys} and so on
     * @param detail what was found, in English; partly the provider's own words
     */
    public record Line(String name, Level level, String detail) {}

    /** Whether people can sign in, as far as one can tell without trying. */
    public boolean isUsable() {
        return lines.stream().noneMatch(it -> it.level() == Level.BROKEN);
    }
}
