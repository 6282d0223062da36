package dev.signet.idp.adminapi;

import dev.signet.idp.adminapi.Problem.FieldError;
import dev.signet.idp.adminapi.SessionBodies.Session;
import dev.signet.idp.adminui.PeopleDirectory;
import dev.signet.idp.adminui.PeopleDirectory.Reach;
import dev.signet.idp.adminui.PeopleDirectory.Status;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What calls about people are asked with and answered with. Personal data is masked unless it was asked for in full. */
final class PeopleBodies {

    private PeopleBodies() {}

    /** A page of the list; {@code nextCursor} is absent at the end. */
    @ApiType
    record PeopleList(List<PersonSummary> people, @Nullable String nextCursor) {}

    /** One row of the list. */
    @ApiType
    record PersonSummary(
            UUID id,
            String name,
            String email,
            @OneOf(Status.class) String status) {

        static PersonSummary of(PeopleDirectory.PersonSummary person) {
            return new PersonSummary(person.id(), person.name(), person.email(), OneOf.Words.of(person.status()));
        }
    }

    /**
     * Everything about a person that is not a secret. {@code reach} says whether the caller may change them.
     */
    @ApiType
    record Person(
            UUID id,
            String name,
            String email,
            boolean emailVerified,
            @OneOf(Status.class) String status,
            @OneOf(Reach.class) String reach,
            boolean revealed,
            Map<String, String> profile,
            Instant createdAt,
            boolean secondFactorRequired,
            List<String> roles,
            List<Authenticator> authenticators,
            List<Session> sessions,
            List<Application> applications,
            List<Activity> activity) {

        static Person of(PeopleDirectory.Person person) {
            return new Person(
                    person.id(),
                    person.name(),
                    person.email(),
                    person.isEmailVerified(),
                    OneOf.Words.of(person.status()),
                    OneOf.Words.of(person.reach()),
                    person.isRevealed(),
                    person.profile(),
                    person.createdAt(),
                    person.hasToUseSecondFactor(),
                    person.roles(),
                    person.authenticators().stream()
                            .map(it -> new Authenticator(it.kind(), it.name(), it.createdAt(), it.lastUsedAt()))
                            .toList(),
                    person.sessions().stream().map(Session::of).toList(),
                    person.applications().stream()
                            .map(it -> new Application(it.clientId(), it.name(), it.scopes(), it.lastUsedAt()))
                            .toList(),
                    person.activity().stream()
                            .map(it -> new Activity(it.at(), it.action(), it.isRefused(), it.clientId(), it.address()))
                            .toList());
        }
    }

    /** Something that somebody proves themselves with, beside a password. */
    @ApiType
    record Authenticator(
            String kind,
            String name,
            Instant createdAt,
            @Nullable Instant lastUsedAt) {}

    /** An application that may see or do something in the person's name. */
    @ApiType
    record Application(
            String clientId,
            String name,
            List<String> scopes,
            @Nullable Instant lastUsedAt) {}

    /** A line of the audit trail. */
    @ApiType
    record Activity(
            Instant at,
            String action,
            boolean refused,
            @Nullable String clientId,
            @Nullable String address) {}

    /** Somebody who is to have an account. */
    @ApiType
    record NewPerson(String email, @Nullable Profile profile) {}

    /** An account that was made. */
    @ApiType
    record CreatedPerson(UUID id) {}

    /** Somebody who is to make an account. */
    @ApiType
    record NewInvitation(String email) {}

    /** What can be changed of a profile, by the names of OpenID Connect's claims; what is absent is not there. */
    @ApiType
    record Profile(
            @Nullable String name,
            @Nullable String givenName,
            @Nullable String familyName,
            @Nullable String nickname,
            @Nullable String phoneNumber,
            @Nullable String locale,
            @Nullable String zoneinfo) {

        static Profile of(Map<String, String> fields) {
            return new Profile(
                    text(fields, "name"),
                    text(fields, "given_name"),
                    text(fields, "family_name"),
                    text(fields, "nickname"),
                    text(fields, "phone_number"),
                    text(fields, "locale"),
                    text(fields, "zoneinfo"));
        }

        Map<String, String> fields() {
            var fields = new LinkedHashMap<String, String>();
            put(fields, "name", name);
            put(fields, "given_name", givenName);
            put(fields, "family_name", familyName);
            put(fields, "nickname", nickname);
            put(fields, "phone_number", phoneNumber);
            put(fields, "locale", locale);
            put(fields, "zoneinfo", zoneinfo);
            return fields;
        }

        private static @Nullable String text(Map<String, String> fields, String name) {
            var text = fields.getOrDefault(name, "");
            return text.isEmpty() ? null : text;
        }

        private static void put(Map<String, String> fields, String name, @Nullable String value) {
            if (value != null) {
                fields.put(name, value);
            }
        }
    }

    /**
     * What became of an action.
     *
     * @param touched how many sessions or grants it ended, 1 for what ends none, or 0 if nothing was done
     * @param awaitsApproval whether nothing was done yet because somebody else has to allow it in the console
     */
    @ApiType
    record Touched(int touched, boolean awaitsApproval) {}

    /** The roles of somebody, and what they may do with each of them. */
    @ApiType
    record PersonRoles(
            Set<String> roles, @OneOf(Reach.class) String reach, Map<String, List<String>> permissions) {}

    /** The roles that somebody is to have. */
    @ApiType
    record RoleAssignment(Set<String> roles) {}

    /** By field, with the names of rules such as {@code TOO_LONG}. */
    static List<FieldError> errors(String prefix, Map<String, String> problems) {
        var errors = new ArrayList<FieldError>();
        problems.forEach((field, rule) -> errors.add(FieldError.of(
                field.equals("email") ? field : prefix + field,
                rule.toLowerCase(Locale.ROOT).replace('_', ' '))));
        return errors;
    }
}
