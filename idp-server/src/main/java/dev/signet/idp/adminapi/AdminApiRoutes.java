package dev.signet.idp.adminapi;

import static dev.signet.idp.access.Permission.AUDIT_READ;
import static dev.signet.idp.access.Permission.CLIENTS_READ;
import static dev.signet.idp.access.Permission.CLIENTS_WRITE;
import static dev.signet.idp.access.Permission.KEYS_READ;
import static dev.signet.idp.access.Permission.KEYS_ROTATE;
import static dev.signet.idp.access.Permission.PII_READ;
import static dev.signet.idp.access.Permission.ROLES_READ;
import static dev.signet.idp.access.Permission.ROLES_WRITE;
import static dev.signet.idp.access.Permission.SESSIONS_READ;
import static dev.signet.idp.access.Permission.SESSIONS_REVOKE;
import static dev.signet.idp.access.Permission.USERS_ERASE;
import static dev.signet.idp.access.Permission.USERS_READ;
import static dev.signet.idp.access.Permission.USERS_SUPPORT;
import static dev.signet.idp.access.Permission.USERS_WRITE;

import dev.signet.idp.access.Permission;
import dev.signet.idp.token.AdministrationApi;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.http.HttpMethod;

/**
 * Who may call what, in one table: all of the permissions of a line are needed, of the token's scopes as well as of whoever
 * it stands for. What no line names is not there.
 */
public final class AdminApiRoutes {

    /** One line. {@code path} is a pattern, behind {@link AdministrationApi#PATH}. */
    public record Rule(HttpMethod method, String path, Set<Permission> permissions) {

        /** The whole pattern. */
        public String pattern() {
            return AdministrationApi.PATH + path;
        }

        /** The scopes that a token needs, sorted and separated by spaces (RFC 6750 §3). */
        public String scopes() {
            return permissions.stream()
                    .map(it -> AdministrationApi.SCOPE_PREFIX + it.value())
                    .sorted()
                    .collect(Collectors.joining(" "));
        }
    }

    private static final List<Rule> RULES = new ArrayList<>();

    static {
        get("/clients", CLIENTS_READ);
        post("/clients", CLIENTS_READ, CLIENTS_WRITE);
        get("/clients/{client_id}", CLIENTS_READ);
        put("/clients/{client_id}", CLIENTS_READ, CLIENTS_WRITE);
        patch("/clients/{client_id}", CLIENTS_READ, CLIENTS_WRITE);
        delete("/clients/{client_id}", CLIENTS_READ, CLIENTS_WRITE);
        post("/clients/{client_id}/enable", CLIENTS_READ, CLIENTS_WRITE);
        post("/clients/{client_id}/disable", CLIENTS_READ, CLIENTS_WRITE);
        post("/clients/{client_id}/secrets", CLIENTS_READ, CLIENTS_WRITE);
        delete("/clients/{client_id}/secrets/{secret_id}", CLIENTS_READ, CLIENTS_WRITE);
        get("/people", USERS_READ);
        post("/people", USERS_READ, USERS_WRITE);
        post("/people/invitations", USERS_READ, USERS_WRITE);
        get("/people/{person_id}", USERS_READ);
        delete("/people/{person_id}", USERS_READ, USERS_ERASE);
        get("/people/{person_id}/profile", USERS_READ, USERS_WRITE, PII_READ);
        put("/people/{person_id}/profile", USERS_READ, USERS_WRITE, PII_READ);
        post("/people/{person_id}/lock", USERS_READ, USERS_SUPPORT);
        post("/people/{person_id}/unlock", USERS_READ, USERS_SUPPORT);
        post("/people/{person_id}/lockdown", USERS_READ, USERS_SUPPORT);
        post("/people/{person_id}/require-factor", USERS_READ, USERS_SUPPORT);
        post("/people/{person_id}/waive-factor", USERS_READ, USERS_WRITE);
        post("/people/{person_id}/reset-password", USERS_READ, USERS_SUPPORT);
        delete("/people/{person_id}/sessions", USERS_READ, SESSIONS_REVOKE);
        delete("/people/{person_id}/applications/{client_id}", USERS_READ, USERS_WRITE);
        get("/people/{person_id}/roles", ROLES_READ);
        put("/people/{person_id}/roles", ROLES_READ, ROLES_WRITE);
        get("/sessions", SESSIONS_READ);
        post("/sessions/revocations", SESSIONS_READ, SESSIONS_REVOKE);
        delete("/sessions/{sid}", SESSIONS_READ, SESSIONS_REVOKE);
        get("/roles", ROLES_READ);
        post("/roles", ROLES_READ, ROLES_WRITE);
        get("/roles/{role}", ROLES_READ);
        put("/roles/{role}", ROLES_READ, ROLES_WRITE);
        delete("/roles/{role}", ROLES_READ, ROLES_WRITE);
        get("/permissions", ROLES_READ);
        get("/scopes", CLIENTS_READ);
        get("/scopes/{scope}", CLIENTS_READ);
        get("/keys", KEYS_READ);
        get("/keys/rotation", KEYS_READ, KEYS_ROTATE);
        post("/keys/rotation", KEYS_READ, KEYS_ROTATE);
        get("/audit/events", AUDIT_READ);
        get("/audit/events/{event}", AUDIT_READ);
        get("/audit/export", AUDIT_READ, PII_READ);
        get("/configuration", CLIENTS_READ);
    }

    private AdminApiRoutes() {}

    /** Every line of the table. */
    public static List<Rule> rules() {
        return Collections.unmodifiableList(RULES);
    }

    /** The line of a pattern as a controller is mapped to it. */
    static Optional<Rule> find(HttpMethod method, String pattern) {
        return RULES.stream()
                .filter(it -> it.method().equals(method) && it.pattern().equals(pattern))
                .findFirst();
    }

    private static void get(String path, Permission... permissions) {
        add(HttpMethod.GET, path, permissions);
    }

    private static void post(String path, Permission... permissions) {
        add(HttpMethod.POST, path, permissions);
    }

    private static void put(String path, Permission... permissions) {
        add(HttpMethod.PUT, path, permissions);
    }

    private static void patch(String path, Permission... permissions) {
        add(HttpMethod.PATCH, path, permissions);
    }

    private static void delete(String path, Permission... permissions) {
        add(HttpMethod.DELETE, path, permissions);
    }

    private static void add(HttpMethod method, String path, Permission... permissions) {
        RULES.add(new Rule(method, path, Collections.unmodifiableSet(EnumSet.copyOf(Arrays.asList(permissions)))));
    }
}
