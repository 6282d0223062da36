package dev.signet.idp.adminui;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Somebody who may do everything that the console asks for, until a test takes something away. */
class FakeViewer implements Viewer {

    private static final List<String> ALL = List.of(
            "clients:read",
            "clients:write",
            "users:read",
            "users:write",
            "users:support",
            "users:erase",
            "pii:read",
            "sessions:read",
            "sessions:revoke",
            "roles:read",
            "roles:write",
            "providers:read",
            "providers:write",
            "keys:read",
            "keys:rotate",
            "audit:read",
            "alerts:write",
            "reviews:write");

    final Set<String> permissions = new LinkedHashSet<>(ALL);

    @Override
    public Set<String> permissions() {
        return permissions;
    }

    void mayEverything() {
        permissions.addAll(ALL);
    }
}
