package dev.signet.idp.user;

import dev.signet.idp.user.Violation.Rule;
import java.util.Optional;

/**
 * Text that is safe to show anywhere: on a page, in a mail, in a log line, in a relying party.
 *
 * <p>Refused are control characters (forged log lines, headers), direction marks and other invisible format characters
 * (a name that reads as another), lone surrogates, and the two characters that open and close markup. Escaping is
 * still the duty of whoever prints; this keeps careless relying parties safe too.
 */
final class PlainText {

    private static final int ZERO_WIDTH_NON_JOINER = 0x200C;
    private static final int ZERO_WIDTH_JOINER = 0x200D;

    private PlainText() {}

    static Optional<Rule> violationOf(String text, int maxLength, boolean multiline) {
        if (text.isBlank()) {
            return Optional.of(Rule.BLANK);
        }
        if (text.length() > maxLength) {
            return Optional.of(Rule.TOO_LONG);
        }
        var allowed = text.codePoints().allMatch(it -> isAllowed(it) || (multiline && (it == '\n' || it == '\r')));
        return allowed ? Optional.empty() : Optional.of(Rule.FORBIDDEN_CHARACTER);
    }

    private static boolean isAllowed(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            // Persian and Indic spelling needs these two; every other format character is a direction mark or unseen.
            case Character.FORMAT -> codePoint == ZERO_WIDTH_NON_JOINER || codePoint == ZERO_WIDTH_JOINER;
            default -> codePoint != '<' && codePoint != '>';
        };
    }
}
