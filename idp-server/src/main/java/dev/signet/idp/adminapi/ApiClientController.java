package dev.signet.idp.adminapi;

import dev.signet.idp.adminapi.ClientBodies.Client;
import dev.signet.idp.adminapi.ClientBodies.ClientPatch;
import dev.signet.idp.adminapi.ClientBodies.ClientReplacement;
import dev.signet.idp.adminapi.ClientBodies.SavedClient;
import dev.signet.idp.adminui.ClientOffice;
import dev.signet.idp.adminui.ClientOffice.Change;
import dev.signet.idp.token.AdministrationApi;
import java.util.Map;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/** One client. */
@AdminApiController
@RequestMapping(AdministrationApi.PATH + "/clients/{client_id}")
class ApiClientController {

    private static final String MERGE_PATCH = "application/merge-patch+json";

    private final ClientOffice office;

    ApiClientController(ClientOffice office) {
        this.office = office;
    }

    @GetMapping
    @Summary(value = "Shows a client", isVersioned = true)
    ResponseEntity<Client> show(@PathVariable(name = "client_id") String segment) {
        return answer(find(Segments.name(segment)));
    }

    @PutMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    @Summary(value = "Replaces all that is registered", isVersioned = true)
    ResponseEntity<SavedClient> replace(
            @PathVariable(name = "client_id") String segment, @Body ClientReplacement wanted, IfMatch seen) {
        return changed(Segments.name(segment), seen.version(), wanted.metadata());
    }

    @PatchMapping(consumes = MERGE_PATCH)
    @Summary(value = "Changes the fields that are named (RFC 7396)", isVersioned = true)
    ResponseEntity<SavedClient> patch(
            @PathVariable(name = "client_id") String segment, @Body ClientPatch wanted, IfMatch seen) {
        var clientId = Segments.name(segment);
        var current = find(clientId);
        return changed(clientId, seen.version(), ClientBodies.patched(current.fields(), wanted.metadata()));
    }

    @DeleteMapping
    @Summary(value = "Deletes a client with its secrets, consents and tokens", status = 204)
    ResponseEntity<Void> delete(@PathVariable(name = "client_id") String segment) {
        if (!office.delete(Segments.name(segment))) {
            throw ProblemException.notFound();
        }
        return ResponseEntity.noContent().build();
    }

    @PostMapping("/enable")
    @Summary(value = "Lets a client in again; does nothing to one that is let in", isVersioned = true)
    ResponseEntity<Client> enable(@PathVariable(name = "client_id") String segment) {
        return switched(Segments.name(segment), true);
    }

    @PostMapping("/disable")
    @Summary(value = "Keeps a client out; does nothing to one that is kept out", isVersioned = true)
    ResponseEntity<Client> disable(@PathVariable(name = "client_id") String segment) {
        return switched(Segments.name(segment), false);
    }

    /** One that is that way already is said to be so; one that is not for whoever asks to switch is not there. */
    private ResponseEntity<Client> switched(String clientId, boolean isEnabled) {
        if (!office.enable(clientId, isEnabled) && find(clientId).isEnabled() != isEnabled) {
            throw ProblemException.notFound();
        }
        return answer(find(clientId));
    }

    private ResponseEntity<SavedClient> changed(String clientId, long version, Map<String, Object> fields) {
        return switch (office.change(clientId, version, fields)) {
            case Change.Saved(var secret) -> {
                var client = find(clientId);
                yield ResponseEntity.ok()
                        .eTag(String.valueOf(client.version()))
                        .body(new SavedClient(Client.of(client), secret == null ? null : secret.value()));
            }
            case Change.Stale _ -> throw ProblemException.stale();
            case Change.Rejected(var problems) ->
                throw ProblemException.invalid(ClientBodies.errors("metadata.", problems));
            case Change.NotThere _ -> throw ProblemException.notFound();
        };
    }

    private ClientOffice.Registration find(String clientId) {
        return office.find(clientId).orElseThrow(ProblemException::notFound);
    }

    private static ResponseEntity<Client> answer(ClientOffice.Registration client) {
        return ResponseEntity.ok().eTag(String.valueOf(client.version())).body(Client.of(client));
    }
}
