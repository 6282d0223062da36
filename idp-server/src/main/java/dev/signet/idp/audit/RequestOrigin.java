package dev.signet.idp.audit;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where the current request came from.
 *
 * @param requestId the id that the answer carries and error pages show
 * @param address the caller's address, as text; 0.0.0.0 if it is not known
 * @param userAgent the browser's own description, shortened; null if it sent none
 */
public record RequestOrigin(
        String requestId, String address, @Nullable String userAgent) {

    private static final ThreadLocal<RequestOrigin> CURRENT = new ThreadLocal<>();

    /** The origin of the request that this thread is serving; empty for jobs and commands. */
    public static Optional<RequestOrigin> current() {
        return Optional.ofNullable(CURRENT.get());
    }

    /** Binds this origin to the current thread until the scope is closed. */
    public Scope bind() {
        CURRENT.set(this);
        return CURRENT::remove;
    }

    /** Ends the binding. */
    public interface Scope extends AutoCloseable {

        @Override
        void close();
    }
}
