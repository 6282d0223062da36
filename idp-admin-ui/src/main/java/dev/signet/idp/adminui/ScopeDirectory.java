package dev.signet.idp.adminui;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The scopes that clients can ask for. Implemented by the server, which refuses whoever lacks the permission. */
public interface ScopeDirectory {

    /** Those of OpenID Connect first, then the others by name. */
    List<Scope> list();

    /**
     * One scope, with a page of the clients that may ask for it.
     *
     * @param after {@link Detail#next} of the page before; null for the first page
     */
    Optional<Detail> find(String name, @Nullable String after);

    /** The file that declares what is not built in. */
    Path declarationsFile();

    /** The number of clients that are looked at to count. */
    int mostCounted();

    /**
     * A scope.
     *
     * @param consent what the consent page says
     * @param claims that it releases; {@code staff_mail = email} is one that is taken from another
     * @param isInIdToken whether they are in the ID token too
     * @param resources whom tokens with it are for, where the client names nobody
     * @param isBuiltIn defined by OpenID Connect, and not for changing
     * @param clients how many may ask for it, of those that were counted
     */
    record Scope(
            String name,
            List<Wording> consent,
            List<String> claims,
            boolean isInIdToken,
            List<String> resources,
            boolean isBuiltIn,
            int clients) {}

    /**
     * A text.
     *
     * @param language its tag; null for a text that is for everybody who has none of their own
     */
    record Wording(@Nullable String language, String text) {}

    /** A client that may ask for it. */
    record Client(String clientId, String name, boolean isEnabled) {}

    /**
     * A scope with some of its clients.
     *
     * @param isDeclaredInFile whether it comes from {@link #declarationsFile}
     * @param next where the following page starts, null at the end
     */
    record Detail(
            Scope scope,
            boolean isDeclaredInFile,
            List<Client> clients,
            @Nullable String next) {}
}
