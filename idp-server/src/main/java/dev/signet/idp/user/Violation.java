package dev.signet.idp.user;

/**
 * Why a value cannot be an account's.
 *
 * @param claim the claim, {@code address.region} for a member of an object
 */
public record Violation(String claim, Rule rule) {

    /** The claim and the rule in words, without the value. */
    public String sentence() {
        return claim + " " + rule.words();
    }

    /** What a value has to keep to. */
    public enum Rule {
        UNKNOWN("is not a standard claim that can be set"),
        NOT_TEXT("must be text"),
        NOT_BOOLEAN("must be true or false"),
        NOT_OBJECT("must be an object"),
        BLANK("must not be blank"),
        TOO_LONG("is too long"),
        FORBIDDEN_CHARACTER("must not contain control characters, direction marks or markup"),
        NOT_EMAIL("must be an e-mail address"),
        NOT_URL("must be an absolute http or https URL"),
        NOT_DATE("must be a date as YYYY-MM-DD, 0000-MM-DD or YYYY"),
        NOT_TIME_ZONE("must be a time zone such as Europe/Berlin"),
        NOT_LOCALE("must be a language tag such as de-CH");

        private final String words;

        Rule(String words) {
            this.words = words;
        }

        String words() {
            return words;
        }
    }
}
