package dev.signet.idp.adminui;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What an administrator can see of the providers that people sign in with, and do with them. Implemented by the server,
 * which refuses whoever lacks the permission.
 *
 * <p>Fields have the names of the configuration file and are written as there. A value is a text, a list of texts, true or
 * false, a mapping of texts ({@code claims}) or a list of such mappings ({@code roles}). No secret ever comes out of here.
 */
public interface ProviderOffice {

    /** In the order of the sign-in page. */
    List<Connection> list();

    /** Empty if there is no such provider. */
    Optional<Connection> find(String id);

    /** The sorts that there are: presets, {@code openid} and {@code oauth2}. */
    List<String> kinds();

    /** An id that is free. Empty if there is no such sort. */
    Optional<String> proposedId(String kind);

    /** The redirect URI to register there, of a provider that has this id or will have it. */
    String callback(String id);

    Choices choices();

    /**
     * Adds a provider.
     *
     * @param fields among them {@code preset}, if it is one
     * @param secret as typed
     */
    Outcome create(String id, Map<String, Object> fields, String secret);

    /**
     * Replaces what is stored.
     *
     * @param version {@link Connection#version} of what the administrator saw
     * @param secret as typed; blank keeps the one that is stored
     */
    Outcome change(String id, long version, Map<String, Object> fields, String secret);

    Outcome enable(String id, boolean isEnabled);

    /** Deletes the provider. The links of people stay, and work again if it comes back. */
    Outcome delete(String id);

    /** Whom it concerns when the provider goes. */
    Extent extent(String id);

    /** Asks the provider what it says about itself. Empty if there is no such provider. */
    Optional<Report> test(String id);

    /**
     * A provider as it stands.
     *
     * @param kind one of {@link #kinds}
     * @param version changes with every change
     * @param callback the redirect URI to register there
     * @param isDown whether it did not answer a moment ago
     * @param warnings what works, and is doubtful
     */
    record Connection(
            String id,
            String name,
            String kind,
            boolean isEnabled,
            boolean isDeclaredInFile,
            long version,
            Instant createdAt,
            Instant updatedAt,
            Map<String, Object> fields,
            String callback,
            boolean isDown,
            List<Problem> warnings) {}

    /**
     * What there is to choose from.
     *
     * @param values those that are supported, for each field that knows only some
     * @param claims of ours that a provider can fill
     * @param roles that the viewer may have given by a rule
     */
    record Choices(Map<String, List<String>> values, List<String> claims, List<String> roles) {}

    /**
     * What is wrong with a field.
     *
     * @param field {@code secret} for the secret
     * @param element which one of a list, counted from 1; 0 for the field as a whole
     * @param rule in English
     */
    record Problem(String field, int element, String rule) {}

    /**
     * Whom it concerns when a provider goes.
     *
     * @param linked how many people are linked with it
     * @param stranded how many of them would have no way in; more than {@link #MOST} is given as one more than that
     * @param some of those, masked
     */
    record Extent(int linked, int stranded, List<PeopleDirectory.PersonSummary> some) {

        public static final int MOST = 1000;
    }

    /** What came of a test. */
    record Report(boolean isUsable, List<Line> lines) {}

    /** @param detail in English, partly the provider's own words */
    record Line(String name, Level level, String detail) {}

    /** How good something is. */
    enum Level {
        GOOD,
        DOUBTFUL,
        BROKEN
    }

    /** Every way a change can end. */
    sealed interface Outcome {

        record Saved() implements Outcome {}

        /** It is that way already. */
        record Unchanged() implements Outcome {}

        record Rejected(List<Problem> problems) implements Outcome {}

        /** Somebody else changed it since; nothing was saved. */
        record Stale(Connection current) implements Outcome {}

        record IdTaken() implements Outcome {}

        /** It signs in people who may do more than the viewer, or gives roles that the viewer lacks. */
        record BeyondReach() implements Outcome {}

        record NotThere() implements Outcome {}
    }
}
