package dev.signet.idp.statistics;

/** What is counted. Some are counted apart by a word, which stands behind a colon in the table. */
public enum Measure {
    SIGN_IN("sign-in"),
    SIGN_IN_REFUSED("sign-in.refused"),
    /** By factor: {@code pwd}, {@code otp}, {@code passkey}, {@code other}. A sign-in with two counts for both. */
    FACTOR("factor"),
    /** By scope: how often an application got it for somebody who signed in to it. */
    SCOPE("scope"),
    /** By grant type. */
    TOKENS_ISSUED("tokens.issued"),
    /** By grant type. */
    TOKENS_REFUSED("tokens.refused"),
    /** By limit: how often somebody was blocked for a while. */
    LIMIT_REACHED("limit.reached");

    private final String value;

    Measure(String value) {
        this.value = value;
    }

    String value() {
        return value;
    }

    /** The name in the table of what is counted apart by {@code word}. */
    String of(String word) {
        return value + ":" + word;
    }
}
