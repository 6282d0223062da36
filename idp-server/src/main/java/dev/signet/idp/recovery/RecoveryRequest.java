package dev.signet.idp.recovery;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Somebody says that they forgot the password of an address.
 *
 * @param email as typed
 * @param language of the page, for an account that names none
 * @param browser mark of the browser that asks
 * @param ticket where they were going
 */
record RecoveryRequest(
        String email,
        Locale language,
        String browser,
        @Nullable String ticket) {

    @Override
    public String toString() {
        return "RecoveryRequest[redacted]";
    }
}
