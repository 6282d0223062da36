package dev.signet.idp.authorization;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * How an answer travels to the client (OAuth 2.0 Multiple Response Type Encoding Practices §2.1, OAuth 2.0 Form Post
 * Response Mode 1.0 §2). All three may carry a code.
 */
enum ResponseMode {
    QUERY,
    FRAGMENT,
    FORM_POST;

    /** The value of {@code response_mode}. */
    String parameter() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<ResponseMode> of(String parameter) {
        return Arrays.stream(values())
                .filter(it -> it.parameter().equals(parameter))
                .findFirst();
    }

    /** Whether an answer can get to {@code redirectUri} so: a browser posts no form to an app's own scheme. */
    boolean leadsTo(String redirectUri) {
        return this != FORM_POST || redirectUri.startsWith("https:") || redirectUri.startsWith("http:");
    }
}
