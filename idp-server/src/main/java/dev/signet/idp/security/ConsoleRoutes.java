package dev.signet.idp.security;

import static dev.signet.idp.access.Permission.ALERTS_WRITE;
import static dev.signet.idp.access.Permission.AUDIT_READ;
import static dev.signet.idp.access.Permission.CLIENTS_READ;
import static dev.signet.idp.access.Permission.CLIENTS_WRITE;
import static dev.signet.idp.access.Permission.KEYS_READ;
import static dev.signet.idp.access.Permission.KEYS_ROTATE;
import static dev.signet.idp.access.Permission.PII_READ;
import static dev.signet.idp.access.Permission.PROVIDERS_READ;
import static dev.signet.idp.access.Permission.PROVIDERS_WRITE;
import static dev.signet.idp.access.Permission.REVIEWS_WRITE;
import static dev.signet.idp.access.Permission.ROLES_READ;
import static dev.signet.idp.access.Permission.ROLES_WRITE;
import static dev.signet.idp.access.Permission.SESSIONS_READ;
import static dev.signet.idp.access.Permission.SESSIONS_REVOKE;
import static dev.signet.idp.access.Permission.USERS_ERASE;
import static dev.signet.idp.access.Permission.USERS_READ;
import static dev.signet.idp.access.Permission.USERS_SUPPORT;
import static dev.signet.idp.access.Permission.USERS_WRITE;

import dev.signet.idp.access.Permission;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.http.HttpMethod;

/**
 * Which permissions each page and each form of the console asks for. Whatever is not here is not there, for anybody. The
 * ports ask again.
 */
final class ConsoleRoutes {

    /** In the order in which they are asked: the first one whose method and path fit decides. */
    static final List<Rule> RULES = Stream.of(
                    page("/admin")
                            .any(
                                    CLIENTS_READ,
                                    USERS_READ,
                                    SESSIONS_READ,
                                    ROLES_READ,
                                    PROVIDERS_READ,
                                    KEYS_READ,
                                    AUDIT_READ),
                    page("/admin/clients").all(CLIENTS_READ),
                    page("/admin/clients/new").all(CLIENTS_READ, CLIENTS_WRITE),
                    form("/admin/clients/new/{kind}").all(CLIENTS_READ, CLIENTS_WRITE),
                    page("/admin/clients/client").all(CLIENTS_READ),
                    form("/admin/clients/client/edit").all(CLIENTS_READ, CLIENTS_WRITE),
                    form("/admin/clients/client/enable").all(CLIENTS_READ, CLIENTS_WRITE),
                    form("/admin/clients/client/disable").all(CLIENTS_READ, CLIENTS_WRITE),
                    form("/admin/clients/client/delete").all(CLIENTS_READ, CLIENTS_WRITE),
                    form("/admin/clients/client/add-secret").all(CLIENTS_READ, CLIENTS_WRITE),
                    form("/admin/clients/client/end-secret").all(CLIENTS_READ, CLIENTS_WRITE),
                    form("/admin/clients/client/try").all(CLIENTS_READ, CLIENTS_WRITE),
                    page("/admin/clients/client/try/callback").all(CLIENTS_READ, CLIENTS_WRITE),
                    page("/admin/clients/client/tokens").all(CLIENTS_READ, USERS_READ),
                    form("/admin/clients/client/tokens/reveal").all(CLIENTS_READ, USERS_READ, PII_READ),
                    page("/admin/providers").all(PROVIDERS_READ),
                    page("/admin/providers/new").all(PROVIDERS_READ, PROVIDERS_WRITE),
                    form("/admin/providers/new/{kind}").all(PROVIDERS_READ, PROVIDERS_WRITE),
                    page("/admin/providers/{id}").all(PROVIDERS_READ),
                    form("/admin/providers/{id}/edit").all(PROVIDERS_READ, PROVIDERS_WRITE),
                    form("/admin/providers/{id}/test").all(PROVIDERS_READ, PROVIDERS_WRITE),
                    form("/admin/providers/{id}/enable").all(PROVIDERS_READ, PROVIDERS_WRITE),
                    form("/admin/providers/{id}/disable").all(PROVIDERS_READ, PROVIDERS_WRITE),
                    form("/admin/providers/{id}/delete").all(PROVIDERS_READ, PROVIDERS_WRITE),
                    page("/admin/people").all(USERS_READ),
                    form("/admin/people/reveal").all(USERS_READ, PII_READ),
                    form("/admin/people/new").all(USERS_WRITE),
                    form("/admin/people/invite").all(USERS_WRITE),
                    form("/admin/people/together/lock").all(USERS_READ, USERS_SUPPORT),
                    form("/admin/people/together/require-factor").all(USERS_READ, USERS_SUPPORT),
                    form("/admin/people/together/end-sessions").all(USERS_READ, SESSIONS_REVOKE),
                    page("/admin/approvals").all(USERS_READ, USERS_SUPPORT),
                    form("/admin/approvals/{id}/grant").all(USERS_READ, USERS_SUPPORT),
                    form("/admin/approvals/{id}/decline").all(USERS_READ, USERS_SUPPORT),
                    page("/admin/people/{id}").all(USERS_READ),
                    form("/admin/people/{id}/reveal").all(USERS_READ, PII_READ),
                    form("/admin/people/{id}/edit").all(USERS_WRITE, PII_READ),
                    form("/admin/people/{id}/lock").all(USERS_READ, USERS_SUPPORT),
                    form("/admin/people/{id}/lockdown").all(USERS_READ, USERS_SUPPORT),
                    form("/admin/people/{id}/unlock").all(USERS_READ, USERS_SUPPORT),
                    form("/admin/people/{id}/require-factor").all(USERS_READ, USERS_SUPPORT),
                    form("/admin/people/{id}/waive-factor").all(USERS_READ, USERS_WRITE),
                    form("/admin/people/{id}/reset-password").all(USERS_READ, USERS_SUPPORT),
                    form("/admin/people/{id}/end-sessions").all(USERS_READ, SESSIONS_REVOKE),
                    form("/admin/people/{id}/withdraw").all(USERS_READ, USERS_WRITE),
                    form("/admin/people/{id}/erase").all(USERS_READ, USERS_ERASE),
                    form("/admin/people/{id}/merge").all(USERS_READ, USERS_WRITE, USERS_ERASE),
                    post("/admin/people/{id}/merge/undo").all(USERS_READ, USERS_WRITE, USERS_ERASE),
                    page("/admin/people/{id}/roles").all(ROLES_READ),
                    post("/admin/people/{id}/roles").all(ROLES_READ, ROLES_WRITE),
                    page("/admin/sessions").all(SESSIONS_READ),
                    form("/admin/sessions/end").all(SESSIONS_REVOKE),
                    page("/admin/sessions/told").all(SESSIONS_READ),
                    page("/admin/roles").all(ROLES_READ),
                    form("/admin/roles/new").all(ROLES_READ, ROLES_WRITE),
                    page("/admin/roles/{name}").all(ROLES_READ),
                    form("/admin/roles/{name}/edit").all(ROLES_READ, ROLES_WRITE),
                    form("/admin/roles/{name}/delete").all(ROLES_READ, ROLES_WRITE),
                    page("/admin/scopes").all(CLIENTS_READ),
                    page("/admin/scopes/scope").all(CLIENTS_READ),
                    form("/admin/scopes/new").all(CLIENTS_READ, CLIENTS_WRITE),
                    form("/admin/scopes/scope/edit").all(CLIENTS_READ, CLIENTS_WRITE),
                    form("/admin/scopes/scope/delete").all(CLIENTS_READ, CLIENTS_WRITE),
                    page("/admin/keys").all(KEYS_READ),
                    form("/admin/keys/rotate").all(KEYS_READ, KEYS_ROTATE),
                    form("/admin/keys/withdraw").all(KEYS_READ, KEYS_ROTATE),
                    page("/admin/audit").all(AUDIT_READ),
                    page("/admin/audit/{event}").all(AUDIT_READ),
                    form("/admin/audit/{event}/reveal").all(AUDIT_READ, PII_READ),
                    page("/admin/health").all(AUDIT_READ),
                    page("/admin/drift").all(CLIENTS_READ),
                    page("/admin/alerts").all(AUDIT_READ),
                    page("/admin/alerts/{id}").all(AUDIT_READ),
                    form("/admin/alerts/{id}/acknowledge").all(AUDIT_READ, ALERTS_WRITE),
                    page("/admin/review").all(AUDIT_READ),
                    form("/admin/review/look").all(AUDIT_READ, REVIEWS_WRITE),
                    form("/admin/review/sign").all(AUDIT_READ, REVIEWS_WRITE),
                    page("/admin/review/{id}").all(AUDIT_READ))
            .flatMap(List::stream)
            .toList();

    private ConsoleRoutes() {}

    /**
     * One line of the table.
     *
     * @param permissions one of them is enough if {@code isAnyEnough}, otherwise all of them are needed
     */
    record Rule(HttpMethod method, String path, Set<Permission> permissions, boolean isAnyEnough) {

        boolean isMetBy(Set<Permission> held) {
            return isAnyEnough ? !Collections.disjoint(held, permissions) : held.containsAll(permissions);
        }
    }

    /** A rule that is not finished yet. */
    private record Line(String path, List<HttpMethod> methods) {

        List<Rule> all(Permission... permissions) {
            return rules(false, permissions);
        }

        List<Rule> any(Permission... permissions) {
            return rules(true, permissions);
        }

        private List<Rule> rules(boolean isAnyEnough, Permission... permissions) {
            var set = Collections.unmodifiableSet(EnumSet.copyOf(Arrays.asList(permissions)));
            return methods.stream()
                    .map(method -> new Rule(method, path, set, isAnyEnough))
                    .toList();
        }
    }

    private static Line page(String path) {
        return new Line(path, List.of(HttpMethod.GET, HttpMethod.HEAD));
    }

    private static Line post(String path) {
        return new Line(path, List.of(HttpMethod.POST));
    }

    /** A form and the page that shows it, at one address. */
    private static Line form(String path) {
        return new Line(path, List.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.POST));
    }
}
