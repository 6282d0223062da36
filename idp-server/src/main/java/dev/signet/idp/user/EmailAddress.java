package dev.signet.idp.user;

import java.net.IDN;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An e-mail address that somebody can be reached at, as it was typed but for surrounding space.
 *
 * <p>Accepts a dot-atom before the {@code @} (RFC 5321 §4.1.2, letters of any script as in RFC 6531) and a host name
 * after it. Quoted local parts and address literals are refused: no mailbox of a person needs them, and they carry the
 * characters that injections are made of.
 *
 * @param value at most 254 characters, RFC 5321 §4.5.3.1 with erratum 1690
 */
public record EmailAddress(String value) {

    private static final int MAX_LENGTH = 254;
    private static final int MAX_LOCAL_PART = 64;
    private static final String ATOM = "[\\p{L}\\p{M}\\p{N}!#$%&'*+/=?^_`{|}~-]+";
    private static final Pattern LOCAL_PART = Pattern.compile(ATOM + "(\\." + ATOM + ")*");
    private static final Pattern HOST =
            Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*");

    public EmailAddress {
        if (!isValid(value)) {
            throw new IllegalArgumentException("not an e-mail address");
        }
    }

    /** The address in {@code text}, or empty if it is none. */
    public static Optional<EmailAddress> parse(String text) {
        var stripped = text.strip();
        return isValid(stripped) ? Optional.of(new EmailAddress(stripped)) : Optional.empty();
    }

    /**
     * The form that accounts are found by: compatibility characters folded (NFKC), lower case, the host in ASCII. Two
     * addresses with the same form are one person's.
     *
     * <p>Strictly, a host may tell {@code Jo@} from {@code jo@} (RFC 5321 §2.4). None that people use does, and
     * letting two accounts differ by case only would let one person pass for another.
     */
    public String normalised() {
        return normalised(value);
    }

    /** The same form for what somebody typed into a sign-in form, which need not be an address at all. */
    public static String normalised(String text) {
        if (text.length() > MAX_LENGTH) {
            return "";
        }
        var folded = fold(text.strip());
        var at = folded.lastIndexOf('@');
        return at < 0 ? folded : folded.substring(0, at + 1) + asciiHost(folded.substring(at + 1));
    }

    private static boolean isValid(String text) {
        var at = text.indexOf('@');
        return text.length() <= MAX_LENGTH
                && at > 0
                && at <= MAX_LOCAL_PART
                && LOCAL_PART.matcher(text.substring(0, at)).matches()
                && isValidNormalised(normalised(text));
    }

    /** Folding can lengthen a text and bring in characters that were not there. */
    private static boolean isValidNormalised(String text) {
        var at = text.indexOf('@');
        return text.length() <= MAX_LENGTH
                && LOCAL_PART.matcher(text.substring(0, at)).matches()
                && HOST.matcher(text.substring(at + 1)).matches();
    }

    /** Lower case after NFKC can need NFKC again, so that folding twice changes nothing. */
    private static String fold(String text) {
        var lower = Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
        return Normalizer.normalize(lower, Normalizer.Form.NFKC);
    }

    private static String asciiHost(String host) {
        try {
            return IDN.toASCII(host).toLowerCase(Locale.ROOT);
        } catch (IllegalArgumentException e) {
            return host; // longer than any host or with characters that none has: matches nothing
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
