package dev.signet.idp.audit;

import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who does something to other people's accounts. As long as it is bound, whatever happens is theirs: the events
 * of the modules that do the work name the account that it happens to, and do not know who asked for it.
 */
public final class Acting {

    private static final ThreadLocal<@Nullable UUID> CURRENT = new ThreadLocal<>();

    private static final ThreadLocal<@Nullable String> CLIENT = new ThreadLocal<>();

    private Acting() {}

    /** Binds {@code actor} to the current thread until the scope is closed. */
    public static Scope as(UUID actor) {
        CURRENT.set(actor);
        return CURRENT::remove;
    }

    /**
     * Notes which client the actor acts with, or which client it is that acts, until the scope is closed: in the details of
     * whatever happens meanwhile.
     */
    public static Scope with(String clientId) {
        CLIENT.set(clientId);
        return CLIENT::remove;
    }

    /** {@code details}, and who acted with which client. */
    static SortedMap<String, String> detailsOf(AuditEvent event) {
        var details = new TreeMap<>(event.details());
        var client = CLIENT.get();
        if (client != null) {
            details.put("by-client", client);
        }
        return details;
    }

    static @Nullable UUID actorOf(AuditEvent event) {
        var acting = CURRENT.get();
        return acting == null ? event.actor() : acting;
    }

    /** Ends the binding. */
    public interface Scope extends AutoCloseable {

        @Override
        void close();
    }
}
