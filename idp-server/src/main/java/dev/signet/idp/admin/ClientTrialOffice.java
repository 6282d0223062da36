package dev.signet.idp.admin;

import dev.signet.idp.access.Permission;
import dev.signet.idp.adminui.TokenDirectory.Document;
import dev.signet.idp.adminui.TrialOffice;
import dev.signet.idp.authorization.ClientTrials;
import dev.signet.idp.client.Client;
import dev.signet.idp.client.Clients;
import dev.signet.idp.token.TrialTokens;
import dev.signet.idp.user.AccountId;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Tries clients out in the name of whoever is signed in, who sees nothing but their own data. */
@Component
class ClientTrialOffice implements TrialOffice {

    private final Clients clients;
    private final ClientTrials trials;
    private final TokenClaims claims;
    private final PermissionCheck permissions;

    ClientTrialOffice(Clients clients, ClientTrials trials, TokenClaims claims, PermissionCheck permissions) {
        this.clients = clients;
        this.trials = trials;
        this.claims = claims;
        this.permissions = permissions;
    }

    @Override
    public Optional<Subject> find(String clientId) {
        viewer();
        return clients.find(clientId).map(ClientTrialOffice::subject);
    }

    @Override
    public Start start(String clientId, List<String> scopes, Set<String> prompts) {
        var viewer = viewer();
        var client = clients.find(clientId);
        if (client.isEmpty()) {
            return new Start.NotThere();
        }
        var chosen = new LinkedHashSet<>(client.get().scopes());
        chosen.retainAll(scopes);
        return switch (trials.start(viewer, client.get(), chosen, prompts)) {
            case ClientTrials.Start.Started(var address) -> new Start.Started(address);
            case ClientTrials.Start.Refused(var error, var description) -> new Start.Refused(error, description);
        };
    }

    @Override
    public End finish(String state, @Nullable String code) {
        return switch (trials.finish(viewer(), state, code)) {
            case ClientTrials.End.Given(var client, var given) ->
                new End.Given(subject(client), documents(given), given.isRefreshable());
            case ClientTrials.End.NotGiven(var client, var why) -> new End.NotGiven(subject(client), why);
            case ClientTrials.End.Failed(var clientId) -> new End.Failed(clientId);
            case ClientTrials.End.Over _ -> new End.Over();
        };
    }

    private AccountId viewer() {
        permissions.require(Permission.CLIENTS_READ);
        return permissions.require(Permission.CLIENTS_WRITE);
    }

    private static Subject subject(Client client) {
        return new Subject(
                client.clientId(),
                client.name(),
                List.copyOf(client.scopes()),
                client.allowsGrant("authorization_code"),
                client.dpopBoundAccessTokens() || client.tlsClientCertificateBoundAccessTokens());
    }

    private List<Document> documents(TrialTokens.Claims given) {
        var documents = new ArrayList<Document>();
        add(documents, "id-token", given.idToken());
        add(documents, "access-token", given.accessToken());
        add(documents, "userinfo", given.userInfo());
        return documents;
    }

    private void add(List<Document> documents, String name, @Nullable Map<String, Object> content) {
        if (content != null) {
            documents.add(new Document(name, claims.of(content, true)));
        }
    }
}
