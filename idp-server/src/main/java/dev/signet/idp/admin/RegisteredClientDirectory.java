package dev.signet.idp.admin;

import dev.signet.idp.access.Permission;
import dev.signet.idp.adminui.ClientDirectory;
import dev.signet.idp.client.ClientMetadata;
import dev.signet.idp.client.Clients;
import dev.signet.idp.client.ListedClient;
import dev.signet.idp.settings.IdpProperties;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The registered clients as the console shows them. */
@Component
class RegisteredClientDirectory implements ClientDirectory {

    static final int PAGE_SIZE = 25;

    private final Clients clients;
    private final PermissionCheck permissions;
    private final Path declarationsFile;

    RegisteredClientDirectory(Clients clients, PermissionCheck permissions, IdpProperties idp) {
        this.clients = clients;
        this.permissions = permissions;
        this.declarationsFile = idp.configDir().resolve("clients.yaml").normalize();
    }

    @Override
    public Page list(String search, @Nullable String after) {
        permissions.require(Permission.CLIENTS_READ);
        var page = clients.list(search, after, PAGE_SIZE);
        return new Page(
                page.clients().stream().map(RegisteredClientDirectory::summary).toList(), page.next());
    }

    @Override
    public Path declarationsFile() {
        permissions.require(Permission.CLIENTS_READ);
        return declarationsFile;
    }

    private static ClientSummary summary(ListedClient client) {
        var metadata = client.metadata();
        return new ClientSummary(
                client.clientId(),
                client.name(),
                kind(metadata),
                metadata.tokenEndpointAuthMethod(),
                client.source().equals("file"),
                client.enabled());
    }

    private static Kind kind(ClientMetadata metadata) {
        if (!metadata.grantTypes().contains("authorization_code")) {
            return Kind.MACHINE;
        }
        return metadata.tokenEndpointAuthMethod().equals("none") ? Kind.NATIVE_OR_BROWSER : Kind.WEB;
    }
}
