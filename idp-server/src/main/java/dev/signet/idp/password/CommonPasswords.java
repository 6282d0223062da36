package dev.signet.idp.password;

import com.nulabinc.zxcvbn.StandardDictionaries;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/**
 * Passwords that are tried first: the 30,000 most used of published leaks (the list of zxcvbn), one or two of them or of
 * our own words with signs around, runs along the keyboard or the alphabet, and a few characters over and over.
 */
@Component
class CommonPasswords {

    private static final int FEWEST_DIFFERENT = 5;
    private static final Pattern COMMON_SUBSTITUTES = Pattern.compile("[@0134!5$]");
    private static final Pattern SIGNS_AROUND = Pattern.compile("^[^\\p{L}@$]+|[^\\p{L}@$]+$");
    private static final List<String> RUNS = List.of(
            "01234567890123456789012345678901234567890",
            "09876543210987654321098765432109876543210",
            "abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyz",
            "zyxwvutsrqponmlkjihgfedcbazyxwvutsrqponmlkjihgfedcba",
            "qwertyuiopasdfghjklzxcvbnm",
            "qwertzuiopasdfghjklyxcvbnm",
            "1q2w3e4r5t6y7u8i9o0p",
            "1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik9ol0p");

    private final Set<String> words;

    CommonPasswords() {
        try (var list = CommonPasswords.class.getResourceAsStream("common-words.txt")) {
            var ours = new String(list.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"));
            var leaked = StandardDictionaries.PASSWORDS_LOADER.load().getFrequencies().stream();
            words = Stream.concat(ours, leaked).collect(Collectors.toUnmodifiableSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean contains(String password) {
        var lower = password.toLowerCase(Locale.ROOT);
        return lower.codePoints().distinct().count() < FEWEST_DIFFERENT
                || RUNS.stream().anyMatch(run -> run.contains(lower))
                || isOneOrTwoWords(lower)
                || isOneOrTwoWords(core(lower));
    }

    private static String core(String lower) {
        var bare = SIGNS_AROUND.matcher(lower).replaceAll("");
        return COMMON_SUBSTITUTES.matcher(bare).replaceAll(sign -> switch (sign.group()) {
            case "@", "4" -> "a";
            case "0" -> "o";
            case "1", "!" -> "i";
            case "3" -> "e";
            default -> "s";
        });
    }

    private boolean isOneOrTwoWords(String text) {
        if (words.contains(text)) {
            return true;
        }
        for (var end = 1; end < text.length(); end++) {
            if (words.contains(text.substring(0, end)) && words.contains(text.substring(end))) {
                return true;
            }
        }
        return false;
    }
}
