package dev.signet.idp.client;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/**
 * Checks the sector documents that a configuration file names anew. One that lacks a redirect URI is a mistake of the file.
 * One that cannot be had at the moment is not: Signet starts when the rest of the world does not answer.
 */
@Component
class DeclaredSectors {

    private final ClientRepository clients;
    private final SectorDocuments documents;

    DeclaredSectors(ClientRepository clients, SectorDocuments documents) {
        this.clients = clients;
        this.documents = documents;
    }

    /** {@code declared} with what was found; asks nobody if it cannot be applied anyway. */
    Declarations checked(Declarations declared, Path file) {
        var withSector = declared.clients().stream()
                .filter(it -> it.metadata().sectorIdentifierUri() != null)
                .toList();
        if (withSector.isEmpty() || !declared.problems().isEmpty()) {
            return declared;
        }
        var before = stored(withSector);
        var problems = new ArrayList<ConfigurationProblem>();
        var warnings = new ArrayList<>(declared.warnings());
        for (var client : withSector) {
            switch (documents.look(client.metadata(), before.get(client.clientId()))) {
                case LISTS_EVERY_REDIRECT_URI -> {}
                case LACKS_ONE ->
                    problems.add(problem(
                            file,
                            client,
                            "the document must list every one of redirect_uris, OpenID Connect Registration §5"));
                case NOT_TO_BE_HAD ->
                    warnings.add(problem(file, client, "the document cannot be had, so nobody checked it"));
            }
        }
        return new Declarations(declared.clients(), declared.scopes(), problems, warnings);
    }

    private Map<String, ClientMetadata> stored(List<ClientDeclaration> wanted) {
        var stored = new HashMap<String, ClientMetadata>();
        clients.declared(wanted.stream().map(ClientDeclaration::clientId).toList())
                .forEach(it -> stored.put(it.clientId(), it.metadata()));
        return stored;
    }

    private static ConfigurationProblem problem(Path file, ClientDeclaration client, String rule) {
        return new ConfigurationProblem(
                file.normalize().toString(), 0, "client " + client.clientId() + ": " + SectorDocuments.FIELD, rule);
    }
}
