package dev.signet.idp.adminui;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Messages to applications in memory. */
class FakeLogoutDeliveries implements LogoutDeliveryDirectory {

    static final Instant NOW = Instant.parse("2026-11-25T10:00:00Z");

    final List<Notice> notices = new ArrayList<>();
    Filter asked = new Filter("", "");

    @Override
    public List<Notice> list(Filter filter) {
        asked = filter;
        return notices;
    }

    static Notice notice(String client, String state, int attempts, @Nullable String error) {
        return new Notice(FakePeople.ADA, "A••• L•••", client, state, attempts, NOW, NOW, null, error);
    }
}
