package dev.signet.idp.adminui;

import dev.signet.idp.adminui.AuditDirectory.Who;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What one administrator asked for and another has to allow. Implemented by the server, which refuses whoever lacks the
 * permission.
 */
public interface ApprovalDirectory {

    /** Those that can still be decided, the oldest first. */
    List<Request> list();

    Optional<Request> find(UUID id);

    /** Allows it and has it done; false if there is none that the viewer may allow. */
    boolean grant(UUID id);

    /** Declines it, or takes back what the viewer asked for; false if there is none. */
    boolean decline(UUID id);

    /**
     * A request.
     *
     * @param action such as {@code reset-password}
     * @param isDecidable whether the viewer may allow it: they did not ask, it is not about them, and they could do it
     * @param isOwn whether the viewer asked
     */
    record Request(
            UUID id,
            String action,
            Who person,
            Who by,
            Instant at,
            Instant expiresAt,
            boolean isDecidable,
            boolean isOwn) {}
}
