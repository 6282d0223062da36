package dev.signet.idp.admin;

import dev.signet.idp.access.Permission;
import dev.signet.idp.adminui.TokenDirectory;
import dev.signet.idp.client.Client;
import dev.signet.idp.client.Clients;
import dev.signet.idp.token.TokenPreview;
import dev.signet.idp.user.Account;
import dev.signet.idp.user.AccountId;
import dev.signet.idp.user.Accounts;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** The tokens that somebody would get, as the console shows them. */
@Component
class PreviewedTokens implements TokenDirectory {

    private final Clients clients;
    private final Accounts accounts;
    private final PersonSearch people;
    private final TokenPreview tokens;
    private final TokenClaims claims;
    private final PermissionCheck permissions;
    private final ApplicationEventPublisher events;

    PreviewedTokens(
            Clients clients,
            Accounts accounts,
            PersonSearch people,
            TokenPreview tokens,
            TokenClaims claims,
            PermissionCheck permissions,
            ApplicationEventPublisher events) {
        this.clients = clients;
        this.accounts = accounts;
        this.people = people;
        this.tokens = tokens;
        this.claims = claims;
        this.permissions = permissions;
        this.events = events;
    }

    @Override
    public Optional<Preview> preview(String clientId, String person, List<String> scopes, boolean isRevealed) {
        permissions.require(Permission.CLIENTS_READ);
        var viewer = permissions.require(Permission.USERS_READ);
        if (isRevealed) {
            permissions.require(Permission.PII_READ);
        }
        return clients.find(clientId).map(client -> {
            var chosen = new LinkedHashSet<>(client.scopes());
            chosen.retainAll(scopes);
            var account = people.find(person)
                    .flatMap(it -> accounts.find(new AccountId(it)))
                    .filter(Account::isActive);
            if (isRevealed) {
                account.ifPresent(it -> events.publishEvent(new PersonalDataSeen(viewer, it.id(), 1)));
            }
            return new Preview(
                    client.clientId(),
                    client.name(),
                    List.copyOf(client.scopes()),
                    List.copyOf(chosen),
                    account.isPresent(),
                    account.map(it -> documents(it, client, chosen, isRevealed)).orElse(List.of()));
        });
    }

    private List<Document> documents(Account account, Client client, Set<String> scopes, boolean isRevealed) {
        var made = tokens.of(account, client, scopes);
        var documents = new ArrayList<Document>();
        add(documents, "id-token", made.idToken(), isRevealed);
        add(documents, "access-token", made.accessToken(), isRevealed);
        add(documents, "userinfo", made.userInfo(), isRevealed);
        return documents;
    }

    private void add(List<Document> documents, String name, @Nullable Map<String, Object> content, boolean isRevealed) {
        if (content != null) {
            documents.add(new Document(name, claims.of(content, isRevealed)));
        }
    }
}
