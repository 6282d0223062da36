package dev.signet.idp.audit;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who does something to other people's accounts. As long as it is bound, whatever happens is theirs: the events
 * of the modules that do the work name the account that it happens to, and do not know who asked for it.
 */
public final class Acting {

    private static final ThreadLocal<@Nullable UUID> CURRENT = new ThreadLocal<>();

    private Acting() {}

    /** Binds {@code actor} to the current thread until the scope is closed. */
    public static Scope as(UUID actor) {
        CURRENT.set(actor);
        return CURRENT::remove;
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
