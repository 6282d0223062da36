package dev.signet.idp.passkey;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What the page of a ceremony sends. The script fills in the first two. What was not sent is empty.
 *
 * @param ceremony the sealed challenge
 * @param credential the browser's answer as JSON
 * @param name what to call a new credential
 * @param ticket where the person was going; null if nowhere in particular
 */
record PasskeyForm(
        String ceremony,
        String credential,
        String name,
        @Nullable String ticket) {

    PasskeyForm {
        ceremony = Objects.requireNonNullElse(ceremony, "");
        credential = Objects.requireNonNullElse(credential, "");
        name = Objects.requireNonNullElse(name, "");
        ticket = ticket == null || ticket.isEmpty() ? null : ticket;
    }

    @Override
    public String toString() {
        return "PasskeyForm[redacted]";
    }
}
