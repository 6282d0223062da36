package dev.signet.idp.admin;

import dev.signet.idp.access.Permission;
import dev.signet.idp.adminui.AuditDirectory.Who;
import dev.signet.idp.adminui.DriftDirectory;
import dev.signet.idp.audit.AuditFilter;
import dev.signet.idp.audit.AuditRecord;
import dev.signet.idp.audit.AuditSearch;
import dev.signet.idp.client.ClientConfiguration;
import dev.signet.idp.settings.IdpProperties;
import dev.signet.idp.user.AccountId;
import dev.signet.idp.user.Accounts;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * How clients and scopes differ from {@code clients.yaml}: the same that {@code config plan} says, with who changed what
 * past the file.
 */
@Component
class ConfigurationDrift implements DriftDirectory {

    /** Of one client; one of them is by somebody, unless the file was applied very often since. */
    private static final int EVENTS = 20;

    private final ClientConfiguration configuration;
    private final AuditSearch audit;
    private final Accounts accounts;
    private final PermissionCheck permissions;
    private final IdpProperties idp;

    ConfigurationDrift(
            ClientConfiguration configuration,
            AuditSearch audit,
            Accounts accounts,
            PermissionCheck permissions,
            IdpProperties idp) {
        this.configuration = configuration;
        this.audit = audit;
        this.accounts = accounts;
        this.permissions = permissions;
        this.idp = idp;
    }

    @Override
    public Drift drift() {
        permissions.require(Permission.CLIENTS_READ);
        var file = idp.configDir().resolve("clients.yaml");
        if (!Files.isReadable(file)) {
            return new Drift(file, false, List.of(), List.of());
        }
        var plan = configuration.plan(file);
        return plan.isApplicable()
                ? new Drift(file, true, List.of(), items(plan.lines()))
                : new Drift(file, true, plan.lines(), List.of());
    }

    /** A line is {@code client books: client_name: Books → Bookshop}; there is no space in an id or a name. */
    private List<Item> items(List<String> lines) {
        var differences = new LinkedHashMap<String, List<String>>();
        for (var line : lines) {
            var end = line.indexOf(": ");
            differences
                    .computeIfAbsent(line.substring(0, end), _ -> new ArrayList<>())
                    .add(line.substring(end + 2));
        }
        return differences.entrySet().stream().map(this::item).toList();
    }

    private Item item(Map.Entry<String, List<String>> entry) {
        var space = entry.getKey().indexOf(' ');
        var kind = entry.getKey().substring(0, space);
        var name = entry.getKey().substring(space + 1);
        var isClient = kind.equals("client");
        var isNew = entry.getValue().contains("would be created");
        return new Item(
                kind,
                name,
                isNew ? null : isClient ? page("client", "id", name) : page("scope", "name", name),
                entry.getValue(),
                isClient && permissions.isHeld(Permission.AUDIT_READ) ? lastChange(name) : null);
    }

    private @Nullable Change lastChange(String clientId) {
        return audit.find(AuditFilter.ALL.ofClient(clientId).withAction("client."), null, EVENTS).events().stream()
                .filter(it -> it.actor() != null)
                .findFirst()
                .map(this::change)
                .orElse(null);
    }

    private Change change(AuditRecord event) {
        var actor = event.actor();
        return new Change(event.at(), actor == null ? null : who(actor), new Keyset(event.at(), event.id()).toString());
    }

    private Who who(UUID id) {
        return new Who(
                id,
                accounts.find(new AccountId(id))
                        .map(it -> PersonView.of(it, false).name())
                        .orElse(null));
    }

    private static String page(String kind, String parameter, String value) {
        return UriComponentsBuilder.fromPath("/admin/" + kind + "s/" + kind)
                .queryParam(parameter, "{value}")
                .encode()
                .buildAndExpand(value)
                .toUriString();
    }
}
