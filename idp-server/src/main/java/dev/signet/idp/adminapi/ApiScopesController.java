package dev.signet.idp.adminapi;

import dev.signet.idp.adminapi.ScopeBodies.Scope;
import dev.signet.idp.adminapi.ScopeBodies.ScopeClient;
import dev.signet.idp.adminapi.ScopeBodies.ScopeList;
import dev.signet.idp.adminapi.ScopeBodies.ScopeWithClients;
import dev.signet.idp.adminui.ScopeDirectory;
import dev.signet.idp.token.AdministrationApi;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The scopes that clients can ask for. */
@AdminApiController
@RequestMapping(AdministrationApi.PATH + "/scopes")
class ApiScopesController {

    private final ScopeDirectory directory;
    private final Cursors cursors;

    ApiScopesController(ScopeDirectory directory, Cursors cursors) {
        this.directory = directory;
        this.cursors = cursors;
    }

    @GetMapping
    @Summary("Lists scopes")
    ScopeList list() {
        return new ScopeList(directory.list().stream().map(Scope::of).toList());
    }

    @GetMapping("/{scope}")
    @Summary("Shows a scope, with the clients that may ask for it")
    ScopeWithClients show(
            @PathVariable(name = "scope") String segment,
            @RequestParam(name = "cursor", required = false) @Nullable String cursor) {
        var name = Segments.name(segment);
        var detail = directory.find(name, cursors.read(cursor, "scope", name)).orElseThrow(ProblemException::notFound);
        return new ScopeWithClients(
                Scope.of(detail.scope()),
                detail.clients().stream()
                        .map(it -> new ScopeClient(it.clientId(), it.name(), it.isEnabled()))
                        .toList(),
                cursors.write(detail.next(), "scope", name));
    }
}
