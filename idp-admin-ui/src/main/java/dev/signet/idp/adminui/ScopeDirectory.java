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
     * @param claims that it releases
     * @param isBuiltIn defined by OpenID Connect, and not for changing
     * @param clients how many may ask for it, of those that were counted
     */
    record Scope(String name, List<Wording> consent, List<String> claims, boolean isBuiltIn, int clients) {}

    /**
     * A text.
     *
     * @param language its tag; null for a text that is the same in all languages
     */
    record Wording(@Nullable String language, String text) {}

    /** A client that may ask for it. */
    record Client(String clientId, String name, boolean isEnabled) {}

    /** A scope with some of its clients; {@code next} is where the following page starts, null at the end. */
    record Detail(
            Scope scope, List<Client> clients, @Nullable String next) {}
}
