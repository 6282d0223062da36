package dev.signet.idp.adminui;

import dev.signet.idp.adminui.ClientOffice.Problem;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What an administrator can do with scopes that are not built in. Implemented by the server, which refuses whoever lacks
 * the permission.
 *
 * <p>Fields have the names of {@link ScopeFormController#FIELDS}. A value is a text, a list of texts, or true or false; a
 * claim that is taken from another one is written {@code staff_mail = email}.
 */
public interface ScopeOffice {

    /** Empty if there is no such scope, or if it is built in. */
    Optional<Stored> find(String name);

    /** What can be known about people, by the names of standard claims. */
    List<String> sources();

    Creation create(Map<String, Object> fields);

    /** @param version {@link Stored#version} of what the administrator saw */
    Change change(String name, long version, Map<String, Object> fields);

    /** What ends with the scope; empty if there is none that can be deleted. */
    Optional<Extent> extent(String name);

    /** Deletes a scope with all that {@link #extent} counts. False if there was none. */
    boolean delete(String name);

    /** @param version changes with every change */
    record Stored(String name, boolean isDeclaredInFile, long version, Map<String, Object> fields) {}

    /**
     * Who has to do with a scope. More than {@link ClientOffice.Extent#MOST} of anything is given as one more than that.
     *
     * @param clients that may ask for it
     * @param people who allowed it to one of them
     * @param grants sign-ins with tokens that have it
     */
    record Extent(int clients, int people, int grants) {}

    /** Every way {@link #create} can end. */
    sealed interface Creation {

        record Created() implements Creation {}

        record NameTaken() implements Creation {}

        record Rejected(List<Problem> problems) implements Creation {}
    }

    /** Every way {@link #change} can end. */
    sealed interface Change {

        record Saved() implements Change {}

        /** Somebody else changed it since; nothing was saved. */
        record Stale(Stored current) implements Change {}

        record Rejected(List<Problem> problems) implements Change {}

        record NotThere() implements Change {}
    }
}
