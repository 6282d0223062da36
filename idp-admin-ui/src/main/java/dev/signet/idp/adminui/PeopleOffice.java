package dev.signet.idp.adminui;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * What an administrator can do with people. Implemented by the server, which refuses whoever lacks the permission, and
 * answers as if there were nobody where the person is the administrator, or may do something that the administrator may
 * not.
 */
public interface PeopleOffice {

    /** What the console can change of a profile, by the names of the claims (OpenID Connect Core 1.0 §5.1). */
    List<String> FIELDS =
            List.of("name", "given_name", "family_name", "nickname", "phone_number", "locale", "zoneinfo");

    /**
     * Makes an account and mails its owner the link for a password.
     *
     * @param fields of {@link #FIELDS}; an empty one is left out
     */
    Creation create(String email, Map<String, String> fields, Locale language);

    /** Mails somebody a link behind which they make their own account. */
    Invitation invite(String email, Locale language);

    /** The profile in full, for the form that changes it; audited like any look at personal data. */
    Optional<Profile> profile(UUID id);

    /**
     * Changes a profile.
     *
     * @param version {@link Profile#version} of what the administrator saw
     */
    Description describe(UUID id, String version, Map<String, String> fields);

    Outcome perform(UUID id, Action action);

    /** Takes back what an application may do in the person's name: its consent and every token. */
    Outcome withdrawAccess(UUID id, String clientId);

    /** Something that is done to somebody and asks for nothing but a yes. */
    enum Action {
        LOCK,
        UNLOCK,
        REQUIRE_FACTOR,
        WAIVE_FACTOR,
        RESET_PASSWORD,
        END_SESSIONS,
        LOCKDOWN,
        ERASE
    }

    /** Every way an action can end. */
    sealed interface Outcome {

        /** @param touched how many sessions or grants it ended, or 1 */
        record Done(int touched) implements Outcome {}

        /** It was so already. */
        record Unchanged() implements Outcome {}

        /** Nobody who may sign in would be an administrator any more. */
        record LastAdministrator() implements Outcome {}

        /** The person has a role, so somebody else has to allow it. */
        record ApprovalRequested() implements Outcome {}

        record NotThere() implements Outcome {}
    }

    /** Every way {@link #create} can end. */
    sealed interface Creation {

        record Created(UUID id) implements Creation {}

        record EmailTaken() implements Creation {}

        /** @param problems by field, {@code email} among them: the name of a rule such as {@code TOO_LONG} */
        record Rejected(Map<String, String> problems) implements Creation {}
    }

    /** Every way {@link #invite} can end. */
    enum Invitation {
        INVITED,
        /** The installation takes no invitations. */
        NOT_TAKEN,
        NOT_AN_ADDRESS,
        ACCOUNT_EXISTS,
        TOO_MANY_MAILS
    }

    /**
     * A profile and when it was so.
     *
     * @param version changes with every change
     */
    record Profile(String version, String displayName, Map<String, String> fields) {}

    /** Every way {@link #describe} can end. */
    sealed interface Description {

        record Saved() implements Description {}

        /** Somebody else changed it since; nothing was saved. */
        record Stale(Profile current) implements Description {}

        /** @param problems by field: the name of a rule such as {@code TOO_LONG} */
        record Rejected(Map<String, String> problems) implements Description {}

        record NotThere() implements Description {}
    }
}
