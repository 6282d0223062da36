package dev.signet.idp.adminui;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What an administrator can see of people. Implemented by the server, which refuses whoever lacks the permission.
 *
 * <p>Personal data is masked. Whoever may see it in full asks for that explicitly ({@code isRevealed}), and each time is
 * audited.
 */
public interface PeopleDirectory {

    /**
     * A page of people.
     *
     * @param search what address, name or family name begin with, whatever the case; empty for everybody. Whoever may
     *     not see personal data finds whole addresses and names only, or the search would tell what the mask hides
     * @param after {@link Page#next} of the page before; null for the first page
     */
    Page list(String search, @Nullable UUID after, boolean isRevealed);

    /** Empty if there is nobody of that id. */
    Optional<Person> find(UUID id, boolean isRevealed);

    /** Some people; {@code next} is where the following page starts, null at the end. */
    record Page(List<PersonSummary> people, @Nullable UUID next) {}

    /** One row of the list. */
    record PersonSummary(UUID id, String name, String email, Status status) {}

    /** Whether somebody can sign in. */
    enum Status {
        ACTIVE,
        /** Kept out for the time being: the person gets back in by the way that was mailed to them. */
        LOCKED_FOR_SAFETY,
        /** Kept out until an administrator says otherwise. */
        LOCKED
    }

    /** Whether the viewer may change somebody. */
    enum Reach {
        WITHIN,
        /** People change their own account on its own pages. */
        ONESELF,
        /** The person may do something that the viewer may not. */
        BEYOND
    }

    /**
     * Everything about one person that is not a secret.
     *
     * @param profile standard claims (OpenID Connect Core 1.0 §5.1) with their text, without the name and the address
     * @param hasToUseSecondFactor whether an administrator said so
     * @param sessions at most a hundred, the last used first
     * @param activity the newest first
     */
    record Person(
            UUID id,
            String name,
            String email,
            boolean isEmailVerified,
            Status status,
            Reach reach,
            boolean isRevealed,
            Map<String, String> profile,
            Instant createdAt,
            boolean hasToUseSecondFactor,
            List<String> roles,
            List<AuthenticatorSummary> authenticators,
            List<SessionSummary> sessions,
            List<ApplicationSummary> applications,
            List<ActivityEntry> activity) {}

    /**
     * Something that somebody proves themselves with, beside a password.
     *
     * @param kind {@code totp}, {@code passkey} or {@code recovery-codes}
     */
    record AuthenticatorSummary(
            String kind,
            String name,
            Instant createdAt,
            @Nullable Instant lastUsedAt) {}

    /**
     * An application that may see or do something in the person's name.
     *
     * @param lastUsedAt null if it has no tokens now
     */
    record ApplicationSummary(
            String clientId,
            String name,
            List<String> scopes,
            @Nullable Instant lastUsedAt) {}

    /**
     * A line of the audit trail.
     *
     * @param action such as {@code session.started}
     */
    record ActivityEntry(
            Instant at,
            String action,
            boolean isRefused,
            @Nullable String clientId,
            @Nullable String address) {}

    /**
     * A browser in which somebody is signed in.
     *
     * @param person whose it is
     * @param name of that person
     * @param browser in words: "Chrome on Android"
     * @param isEndable whether the viewer may end it, as far as the person is concerned
     */
    record SessionSummary(
            UUID sid,
            UUID person,
            String name,
            String email,
            String browser,
            @Nullable String address,
            Instant startedAt,
            Instant lastSeenAt,
            boolean isEndable) {}
}
