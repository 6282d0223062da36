package dev.signet.idp.session;

import java.time.Instant;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;

/**
 * One way in which somebody proved who they are, in this session.
 *
 * @param method how
 * @param at when it was proved
 */
public record Factor(Method method, Instant at) {

    /** Each method once, with the later of its times. */
    public static List<Factor> merge(Collection<Factor> earlier, Collection<Factor> later) {
        var latest = new EnumMap<Method, Factor>(Method.class);
        earlier.forEach(it -> latest.merge(it.method(), it, Factor::later));
        later.forEach(it -> latest.merge(it.method(), it, Factor::later));
        return List.copyOf(latest.values());
    }

    private static Factor later(Factor one, Factor other) {
        return other.at().isBefore(one.at()) ? one : other;
    }
}
