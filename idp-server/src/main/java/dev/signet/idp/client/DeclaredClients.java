package dev.signet.idp.client;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.TreeMap;
import org.springframework.stereotype.Component;

/** Brings the rows of all clients to what the file declares. */
@Component
class DeclaredClients {

    record Result(Changes changes, List<GeneratedSecret> generated) {}

    private final ClientRepository clients;
    private final ClientWriter writer;

    DeclaredClients(ClientRepository clients, ClientWriter writer) {
        this.clients = clients;
        this.writer = writer;
    }

    /** In the order of their ids, so that two nodes never wait for each other. */
    Result writeAll(List<ClientDeclaration> wanted) {
        var before = new HashMap<String, StoredClient>();
        clients.declared(wanted.stream().map(ClientDeclaration::clientId).toList())
                .forEach(client -> before.put(client.clientId(), client));

        var effects = new TreeMap<String, Effect>();
        var generated = new ArrayList<GeneratedSecret>();
        wanted.stream()
                .sorted(Comparator.comparing(ClientDeclaration::clientId))
                .forEach(client -> {
                    var result = writer.write(client, before.get(client.clientId()));
                    effects.put(client.clientId(), result.effect());
                    result.generated().ifPresent(generated::add);
                });

        var declaredBefore = before.values().stream()
                .filter(client -> client.source().equals("file"))
                .map(StoredClient::clientId)
                .sorted()
                .toList();
        return new Result(Changes.of(effects, declaredBefore), generated);
    }
}
