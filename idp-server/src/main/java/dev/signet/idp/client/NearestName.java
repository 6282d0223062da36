package dev.signet.idp.client;

import java.util.Collection;
import java.util.Comparator;

/** The known name that somebody probably meant. */
final class NearestName {

    private static final int MOST_EDITS = 3;

    private NearestName() {}

    /** {@code , did you mean redirect_uris?}, or nothing if no known name is near. */
    static String hint(String given, Collection<String> known) {
        return known.stream()
                .min(Comparator.comparingInt(name -> edits(given, name)))
                .filter(name -> edits(given, name) <= Math.min(MOST_EDITS, name.length() / 2))
                .map(name -> ", did you mean " + name + "?")
                .orElse("");
    }

    /** How many characters to insert, delete or replace (Levenshtein). */
    private static int edits(String from, String to) {
        if (Math.abs(from.length() - to.length()) > MOST_EDITS) {
            return Integer.MAX_VALUE;
        }
        var previous = new int[to.length() + 1];
        for (var column = 0; column <= to.length(); column++) {
            previous[column] = column;
        }
        for (var row = 1; row <= from.length(); row++) {
            var current = new int[to.length() + 1];
            current[0] = row;
            for (var column = 1; column <= to.length(); column++) {
                var replaced = previous[column - 1] + (from.charAt(row - 1) == to.charAt(column - 1) ? 0 : 1);
                current[column] = Math.min(replaced, 1 + Math.min(previous[column], current[column - 1]));
            }
            previous = current;
        }
        return previous[to.length()];
    }
}
