package dev.signet.idp.adminui;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which applications were told that somebody's session ended (OpenID Connect Back-Channel Logout). Implemented by the
 * server, which refuses whoever lacks the permission.
 */
public interface LogoutDeliveryDirectory {

    /** The latest first, at most fifty. */
    List<Notice> list(Filter filter);

    /** @param person an account's id or its whole e-mail address; an empty text asks for nothing */
    record Filter(String person, String client) {}

    /**
     * One application that has to hear of one session.
     *
     * @param client its id
     * @param state {@code PENDING}, {@code DELIVERED}, {@code FAILED} or {@code CANCELLED}
     * @param nextAt when it is tried again; null at its end
     * @param error why the last try failed; null if none did
     */
    record Notice(
            UUID person,
            @Nullable String name,
            String client,
            String state,
            int attempts,
            Instant createdAt,
            @Nullable Instant nextAt,
            @Nullable Instant settledAt,
            @Nullable String error) {

        public boolean isFailed() {
            return state.equals("FAILED");
        }
    }
}
