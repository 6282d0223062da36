package dev.signet.idp.password;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The words that others know about a person, and what is left of a password without them. */
final class PersonalWords {

    /** Left over with fewer characters than this, a password is little more than a name and a number. */
    private static final int FEWEST_LEFT = 8;

    private static final int SHORTEST = 3;
    private static final Pattern BETWEEN_WORDS = Pattern.compile("[^\\p{L}\\p{M}\\p{N}]+");

    private PersonalWords() {}

    /** Each at least three characters, in lower case, the longest first. */
    static List<String> of(PasswordOwner owner) {
        return Stream.concat(Stream.of(owner.email().value(), "signet"), owner.names().stream())
                .map(it -> it.toLowerCase(Locale.ROOT))
                .flatMap(it -> Stream.concat(Stream.of(it), BETWEEN_WORDS.splitAsStream(it)))
                .filter(it -> it.length() >= SHORTEST)
                .distinct()
                .sorted(Comparator.comparingInt(String::length).reversed())
                .toList();
    }

    static boolean areMostOf(String password, PasswordOwner owner) {
        var lower = password.toLowerCase(Locale.ROOT);
        var rest = lower;
        for (var word : of(owner)) {
            rest = rest.replace(word, "").replace(new StringBuilder(word).reverse(), "");
        }
        return rest.length() < lower.length() && rest.codePointCount(0, rest.length()) < FEWEST_LEFT;
    }
}
