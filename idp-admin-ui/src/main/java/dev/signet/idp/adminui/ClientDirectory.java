package dev.signet.idp.adminui;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an administrator can do with registered clients. Implemented by the server, which refuses whoever lacks the
 * permission.
 */
public interface ClientDirectory {

    /**
     * A page of clients in the order of their ids, disabled ones included.
     *
     * @param search text that the id or the name holds, whatever the case; empty for all clients
     * @param after {@link Page#next} of the page before; null for the first page
     */
    Page list(String search, @Nullable String after);

    /** The file that declares clients, as an operator finds it on the machine. */
    Path declarationsFile();

    /** Some clients; {@code next} is where the following page starts, null at the end. */
    record Page(List<ClientSummary> clients, @Nullable String next) {}

    /**
     * One row of the list.
     *
     * @param name what people are shown; the {@code client_id} where no name is registered
     * @param authenticationMethod a value of {@code token_endpoint_auth_method} (RFC 7591 §2)
     * @param declaredInFile whether the client comes from {@link #declarationsFile}
     */
    record ClientSummary(
            String clientId,
            String name,
            Kind kind,
            String authenticationMethod,
            boolean declaredInFile,
            boolean enabled) {}

    /** What sort of application a client is. */
    enum Kind {
        /** Runs on a server and can keep a secret: a confidential client (RFC 6749 §2.1). */
        WEB,
        /** Runs on people's devices or in their browsers: a public client. */
        NATIVE_OR_BROWSER,
        /** Asks for tokens in its own name; nobody signs in to it. */
        MACHINE
    }
}
