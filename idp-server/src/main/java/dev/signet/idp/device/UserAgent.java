package dev.signet.idp.device;

import org.jspecify.annotations.Nullable;

/**
 * What a browser says it is, in the words that people use. Anybody can claim to be anything; good for telling one's own
 * devices apart and for nothing else.
 *
 * @param browser such as {@code Chrome}; null if unknown
 * @param system such as {@code Android}; null if unknown
 */
public record UserAgent(@Nullable String browser, @Nullable String system) {

    /** One that says nothing, or nothing that we understand. */
    public static final UserAgent UNKNOWN = new UserAgent(null, null);

    /** In English. Pages put the components together in the reader's language. */
    public String label() {
        if (browser != null && system != null) {
            return browser + " on " + system;
        }
        if (browser != null) {
            return browser;
        }
        return system != null ? system : "Unknown browser";
    }
}
