package dev.signet.idp.statistics;

import dev.signet.idp.audit.AuditRecord;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** Adds events up by the hour in which they happened. */
final class Tally {

    private static final Set<String> REFUSALS =
            Set.of("sign-in.refused", "second-factor.refused", "passkey.refused", "federation.refused");
    private static final int LONGEST_WORD = 80;

    private final SortedMap<Slot, Long> counts = new TreeMap<>();

    /** One cell of the table. */
    record Slot(Instant hour, String name) implements Comparable<Slot> {

        private static final Comparator<Slot> ORDER =
                Comparator.comparing(Slot::hour).thenComparing(Slot::name);

        @Override
        public int compareTo(Slot other) {
            return ORDER.compare(this, other);
        }
    }

    SortedMap<Slot, Long> counts() {
        return Collections.unmodifiableSortedMap(counts);
    }

    void add(AuditRecord event) {
        if (event.action().equals("session.started")) {
            add(event.at(), Measure.SIGN_IN.value(), 1);
            factors(event.details().getOrDefault("amr", "")).forEach(it -> add(event.at(), Measure.FACTOR.of(it), 1));
        } else if (event.action().equals("grant.started")) {
            Arrays.stream(event.details().getOrDefault("scope", "").split(" "))
                    .filter(it -> !it.isEmpty())
                    .forEach(it -> add(event.at(), Measure.SCOPE.of(shortened(it)), 1));
        } else if (REFUSALS.contains(event.action())) {
            add(event.at(), Measure.SIGN_IN_REFUSED.value(), 1);
        } else if (event.action().equals("limit.reached")) {
            var limit = event.details().getOrDefault("limit", "");
            add(event.at(), Measure.LIMIT_REACHED.of(shortened(limit)), 1);
        }
    }

    void add(Instant at, String name, long count) {
        counts.merge(new Slot(at.truncatedTo(ChronoUnit.HOURS), name), count, Long::sum);
    }

    /** Values of RFC 8176 that stand for the same thing are one factor here. What nobody names came from elsewhere. */
    private static Set<String> factors(String amr) {
        var factors = new TreeSet<String>();
        for (var reference : Arrays.asList(amr.split(" "))) {
            switch (reference) {
                case "pwd", "otp" -> factors.add(reference);
                case "hwk", "swk" -> factors.add("passkey");
                default -> {
                    // says how a key was used, or how many factors there were
                }
            }
        }
        if (factors.isEmpty()) {
            factors.add("other");
        }
        return factors;
    }

    private static String shortened(String word) {
        return word.length() <= LONGEST_WORD ? word : word.substring(0, LONGEST_WORD);
    }
}
