package dev.signet.idp.adminui;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What an administrator can see of one client, and do with it. Implemented by the server, which refuses whoever lacks the
 * permission.
 *
 * <p>Fields have the names of RFC 7591 §2 and are written as in the configuration file. A value is a text, a list of texts,
 * or true or false; {@code jwks} is JSON as text.
 */
public interface ClientOffice {

    /** Empty if there is no such client. */
    Optional<Registration> find(String clientId);

    /** The values that are supported, for each field that knows only some. */
    Map<String, List<String>> choices();

    /** What an application has to know of this provider. */
    Provider provider();

    /** Registers a client. */
    Creation create(String clientId, Map<String, Object> fields);

    /**
     * Replaces what is registered.
     *
     * @param version {@link Registration#version} of what the administrator saw
     */
    Change change(String clientId, long version, Map<String, Object> fields);

    /** False if there is no such client, or if it is that way already. One that is disabled loses its tokens. */
    boolean enable(String clientId, boolean isEnabled);

    /** Deletes a client with all that {@link #extent} counts. False if there was none. */
    boolean delete(String clientId);

    /** What ends with the client. */
    Extent extent(String clientId);

    /** Adds a secret that does not end by itself. */
    default Optional<Secret> addSecret(String clientId) {
        return addSecret(clientId, null);
    }

    /**
     * Adds a secret. Empty if the client takes none, or has as many as it may.
     *
     * @param lifetime after which it counts for nothing; null if it does not end by itself
     */
    Optional<Secret> addSecret(String clientId, @Nullable Duration lifetime);

    /** Makes a secret useless at once. False if there is none of that id, or no other one. */
    boolean endSecret(String clientId, UUID id);

    /**
     * A client as it stands.
     *
     * @param name what people are shown; the {@code client_id} where no name is registered
     * @param version changes with every change
     * @param secrets those that are usable now, the oldest first
     * @param mayAddSecret whether {@link #addSecret} would
     * @param warnings what works, and is doubtful
     */
    record Registration(
            String clientId,
            String name,
            boolean isEnabled,
            boolean isDeclaredInFile,
            long version,
            Instant createdAt,
            Instant updatedAt,
            Map<String, Object> fields,
            boolean takesSecret,
            List<LiveSecret> secrets,
            boolean mayAddSecret,
            List<Problem> warnings) {}

    /**
     * A secret that counts.
     *
     * @param hint the last four characters, or null
     * @param lastUsedAt to the hour; null if it was not used since that is written down
     * @param endsSoon whether somebody has to do something about it
     */
    record LiveSecret(
            UUID id,
            @Nullable String hint,
            Instant createdAt,
            @Nullable Instant expiresAt,
            @Nullable Instant lastUsedAt,
            boolean endsSoon) {}

    /**
     * What is wrong with a field.
     *
     * @param element which one of a list, counted from 1; 0 for the field as a whole
     * @param rule with the section that asks for it
     * @param language of the rule; null if it is that of the page
     */
    record Problem(
            String field,
            int element,
            String rule,
            @Nullable String language) {

        /** In English, which not every page is. */
        public Problem(String field, int element, String rule) {
            this(field, element, rule, "en");
        }
    }

    /** The addresses of this provider. */
    record Provider(String issuer, Map<String, String> endpoints) {}

    /**
     * What a client holds. More than {@link #MOST} of anything is given as one more than that.
     *
     * @param people how many allowed it something
     * @param grants how many sign-ins it has tokens of
     * @param sessions how many browser sessions that are live are among them
     */
    record Extent(int people, int grants, int sessions) {

        public static final int MOST = 1000;
    }

    /** The only copy of a secret: shown once, and forgotten. */
    record Secret(String value) {

        @Override
        public String toString() {
            return "Secret[redacted]";
        }
    }

    /** Every way {@link #create} can end. */
    sealed interface Creation {

        /** @param secret null for a client that needs none */
        record Created(@Nullable Secret secret) implements Creation {}

        record IdTaken() implements Creation {}

        record Rejected(List<Problem> problems) implements Creation {}
    }

    /** Every way {@link #change} can end. */
    sealed interface Change {

        /** @param secret of a client that had none and needs one now; otherwise null */
        record Saved(@Nullable Secret secret) implements Change {}

        /** Somebody else changed it since; nothing was saved. */
        record Stale(Registration current) implements Change {}

        record Rejected(List<Problem> problems) implements Change {}

        record NotThere() implements Change {}
    }
}
