package dev.signet.idp.admin;

import dev.signet.idp.adminui.PeopleDirectory.ApplicationSummary;
import dev.signet.idp.client.Client;
import dev.signet.idp.client.Clients;
import dev.signet.idp.consent.Consents;
import dev.signet.idp.token.ClientAccess;
import dev.signet.idp.token.Grants;
import dev.signet.idp.user.AccountId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Which applications may see or do something in somebody's name. */
@Component
class Applications {

    private static final String REASON = "access withdrawn by an administrator";

    private final Clients clients;
    private final Consents consents;
    private final Grants grants;

    Applications(Clients clients, Consents consents, Grants grants) {
        this.clients = clients;
        this.consents = consents;
        this.grants = grants;
    }

    /** Those with tokens first, the last used first; then those that were allowed something and have none. */
    List<ApplicationSummary> of(AccountId account) {
        var allowed = consents.list(account);
        var access = grants.access(account).stream()
                .collect(Collectors.toMap(
                        ClientAccess::clientId, Function.identity(), (one, _) -> one, LinkedHashMap::new));
        return Stream.concat(access.keySet().stream(), allowed.keySet().stream())
                .distinct()
                .map(id -> {
                    var scopes = new TreeSet<String>();
                    var used = access.get(id);
                    var consent = allowed.get(id);
                    if (used != null) {
                        scopes.addAll(used.scopes());
                    }
                    if (consent != null) {
                        scopes.addAll(consent.scopes());
                    }
                    return summary(id, List.copyOf(scopes), used);
                })
                .toList();
    }

    @Transactional
    void withdraw(AccountId account, String clientId) {
        consents.withdraw(account, clientId);
        grants.revokeAll(account, clientId, REASON);
    }

    private ApplicationSummary summary(String clientId, List<String> scopes, @Nullable ClientAccess used) {
        var name = clients.find(clientId).map(Client::name).orElse(clientId);
        return new ApplicationSummary(clientId, name, scopes, used == null ? null : used.lastUsed());
    }
}
