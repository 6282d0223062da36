package dev.signet.idp.registration;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Somebody wants an account under an address.
 *
 * @param email as typed
 * @param language of the page, which becomes the account's
 * @param browser mark of the browser that asks
 * @param ticket where they were going
 */
record RegistrationRequest(
        String email,
        Locale language,
        String browser,
        @Nullable String ticket) {

    @Override
    public String toString() {
        return "RegistrationRequest[redacted]";
    }
}
