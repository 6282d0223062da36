package dev.signet.idp.admin;

import dev.signet.idp.access.Permission;
import dev.signet.idp.adminui.ScopeDirectory;
import dev.signet.idp.client.ScopeAdministration;
import dev.signet.idp.client.ScopeUse;
import dev.signet.idp.client.Scopes;
import dev.signet.idp.settings.IdpProperties;
import dev.signet.idp.web.Language;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** The scopes as the console shows them. */
@Component
class DeclaredScopes implements ScopeDirectory {

    static final int PAGE_SIZE = 25;

    private final Scopes scopes;
    private final ScopeAdministration registered;
    private final ScopeUse use;
    private final MessageSource messages;
    private final PermissionCheck permissions;
    private final Path declarationsFile;

    DeclaredScopes(
            Scopes scopes,
            ScopeAdministration registered,
            ScopeUse use,
            MessageSource messages,
            PermissionCheck permissions,
            IdpProperties idp) {
        this.scopes = scopes;
        this.registered = registered;
        this.use = use;
        this.messages = messages;
        this.permissions = permissions;
        this.declarationsFile = idp.configDir().resolve("clients.yaml").normalize();
    }

    @Override
    public List<Scope> list() {
        permissions.require(Permission.CLIENTS_READ);
        var counts = use.counts();
        return scopes.all().stream().map(it -> scope(it, counts)).toList();
    }

    @Override
    public Optional<Detail> find(String name, @Nullable String after) {
        permissions.require(Permission.CLIENTS_READ);
        return scopes.find(name).map(it -> {
            var page = use.clients(name, after, PAGE_SIZE);
            return new Detail(
                    scope(it, use.counts()),
                    registered
                            .find(name)
                            .filter(stored -> stored.source().equals("file"))
                            .isPresent(),
                    page.clients().stream()
                            .map(client -> new Client(client.clientId(), client.name(), client.enabled()))
                            .toList(),
                    page.next());
        });
    }

    @Override
    public Path declarationsFile() {
        permissions.require(Permission.CLIENTS_READ);
        return declarationsFile;
    }

    @Override
    public int mostCounted() {
        return ScopeUse.MOST_COUNTED;
    }

    private Scope scope(dev.signet.idp.client.Scope scope, Map<String, Integer> counts) {
        return new Scope(
                scope.name(),
                consent(scope),
                ScopeTyping.claims(scope),
                scope.isInIdToken(),
                scope.resources(),
                scope.builtIn(),
                counts.getOrDefault(scope.name(), 0));
    }

    private List<Wording> consent(dev.signet.idp.client.Scope scope) {
        var description = scope.description();
        if (description != null) {
            var wordings = new ArrayList<Wording>();
            new TreeMap<>(scope.translations()).forEach((tag, text) -> wordings.add(new Wording(tag, text)));
            wordings.add(new Wording(null, description));
            return wordings;
        }
        return Arrays.stream(Language.values())
                .map(Language::tag)
                .map(tag -> new Wording(tag, messages.getMessage(scope.messageKey(), null, Locale.forLanguageTag(tag))))
                .toList();
    }
}
