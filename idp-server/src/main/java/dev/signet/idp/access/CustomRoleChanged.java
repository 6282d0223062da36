package dev.signet.idp.access;

import dev.signet.idp.audit.AuditEvent;
import dev.signet.idp.user.AccountId;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Somebody made, changed or deleted a role of their own making.
 *
 * @param before what it allowed; empty for a new one
 * @param after what it allows; empty for one that is gone
 * @param holders how many people it was taken from, where it is gone
 */
public record CustomRoleChanged(
        String role, Change change, AccountId by, Set<Permission> before, Set<Permission> after, int holders)
        implements AuditEvent {

    /** What was done. */
    public enum Change {
        CREATED,
        CHANGED,
        DELETED
    }

    @Override
    public String action() {
        return "role." + change.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public UUID actor() {
        return by.value();
    }

    @Override
    public Map<String, String> details() {
        var details = new LinkedHashMap<String, String>();
        details.put("role", role);
        details.put("before", words(before));
        details.put("after", words(after));
        if (change == Change.DELETED) {
            details.put("holders", String.valueOf(holders));
        }
        return details;
    }

    private static String words(Set<Permission> permissions) {
        return permissions.stream().map(Permission::value).sorted().collect(Collectors.joining(" "));
    }
}
