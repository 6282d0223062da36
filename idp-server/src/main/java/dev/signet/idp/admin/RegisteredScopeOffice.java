package dev.signet.idp.admin;

import dev.signet.idp.access.Permission;
import dev.signet.idp.adminui.ClientOffice;
import dev.signet.idp.adminui.ClientOffice.Problem;
import dev.signet.idp.adminui.ScopeOffice;
import dev.signet.idp.client.FieldProblem;
import dev.signet.idp.client.RegisteredScope;
import dev.signet.idp.client.ScopeAdministration;
import dev.signet.idp.client.ScopeUse;
import dev.signet.idp.client.Scopes;
import dev.signet.idp.consent.Consents;
import dev.signet.idp.token.Grants;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Does with scopes what the console asks, in the name of whoever is signed in there. */
@Component
class RegisteredScopeOffice implements ScopeOffice {

    private static final int MOST = ClientOffice.Extent.MOST;

    private final ScopeAdministration scopes;
    private final ScopeUse use;
    private final Consents consents;
    private final Grants grants;
    private final RuleTexts rules;
    private final PermissionCheck permissions;

    RegisteredScopeOffice(
            ScopeAdministration scopes,
            ScopeUse use,
            Consents consents,
            Grants grants,
            RuleTexts rules,
            PermissionCheck permissions) {
        this.rules = rules;
        this.scopes = scopes;
        this.use = use;
        this.consents = consents;
        this.grants = grants;
        this.permissions = permissions;
    }

    @Override
    public Optional<Stored> find(String name) {
        permissions.require(Permission.CLIENTS_READ);
        return scopes.find(name).map(RegisteredScopeOffice::stored);
    }

    @Override
    public List<String> sources() {
        permissions.require(Permission.CLIENTS_READ);
        return Scopes.claimSources().stream().sorted().toList();
    }

    @Override
    public Creation create(Map<String, Object> fields) {
        var actor = permissions.require(Permission.CLIENTS_WRITE).value();
        return switch (scopes.create(actor, ScopeTyping.read(fields))) {
            case ScopeAdministration.Outcome.Saved _ -> new Creation.Created();
            case ScopeAdministration.Outcome.NameTaken _ -> new Creation.NameTaken();
            case ScopeAdministration.Outcome.Rejected(var problems) -> new Creation.Rejected(problems(problems));
            case ScopeAdministration.Outcome.Stale _, ScopeAdministration.Outcome.NoSuchScope _ ->
                throw new IllegalStateException("a new scope has no version");
        };
    }

    @Override
    public Change change(String name, long version, Map<String, Object> fields) {
        var actor = permissions.require(Permission.CLIENTS_WRITE).value();
        return switch (scopes.change(actor, name, version, ScopeTyping.read(fields))) {
            case ScopeAdministration.Outcome.Saved _ -> new Change.Saved();
            case ScopeAdministration.Outcome.Stale(var current) -> new Change.Stale(stored(current));
            case ScopeAdministration.Outcome.Rejected(var problems) -> new Change.Rejected(problems(problems));
            case ScopeAdministration.Outcome.NoSuchScope _ -> new Change.NotThere();
            case ScopeAdministration.Outcome.NameTaken _ -> throw new IllegalStateException("no name was taken");
        };
    }

    @Override
    public Optional<Extent> extent(String name) {
        permissions.require(Permission.CLIENTS_READ);
        if (scopes.find(name).isEmpty()) {
            return Optional.empty();
        }
        var clients = use.clientIds(name, ScopeUse.MOST_COUNTED);
        return Optional.of(new Extent(
                Math.min(clients.size(), MOST + 1),
                consents.count(clients, name, MOST + 1),
                grants.countLive(clients, name, MOST + 1)));
    }

    @Override
    public boolean delete(String name) {
        var actor = permissions.require(Permission.CLIENTS_WRITE).value();
        return scopes.delete(actor, name);
    }

    private static Stored stored(RegisteredScope registered) {
        return new Stored(
                registered.scope().name(),
                registered.source().equals("file"),
                registered.version(),
                ScopeTyping.write(registered.scope()));
    }

    private List<Problem> problems(List<FieldProblem> found) {
        return rules.of(found.stream()
                .map(it -> new FieldProblem(ScopeTyping.field(it.field()), it.element(), it.rule()))
                .toList());
    }
}
