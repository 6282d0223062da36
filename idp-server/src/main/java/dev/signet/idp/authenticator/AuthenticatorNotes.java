package dev.signet.idp.authenticator;

import dev.signet.idp.user.AccountId;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * What the module of a kind has to say about authenticators of that kind, for the list that their owner sees. A bean of
 * this type adds its notes.
 */
@FunctionalInterface
public interface AuthenticatorNotes {

    /** By the id of the authenticator; those without a note are absent. */
    Map<UUID, List<Note>> about(AccountId account);

    /**
     * A few words.
     *
     * @param message the key of a message
     * @param value what the message says about it; empty if it takes nothing
     * @param isWarning whether the owner should do something about it
     */
    record Note(String message, String value, boolean isWarning) {}
}
