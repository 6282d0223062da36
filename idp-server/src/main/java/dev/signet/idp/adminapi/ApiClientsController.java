package dev.signet.idp.adminapi;

import dev.signet.idp.adminapi.ClientBodies.ClientList;
import dev.signet.idp.adminapi.ClientBodies.ClientSummary;
import dev.signet.idp.adminapi.ClientBodies.NewClient;
import dev.signet.idp.adminapi.ClientBodies.SavedClient;
import dev.signet.idp.adminapi.Problem.FieldError;
import dev.signet.idp.adminui.ClientDirectory;
import dev.signet.idp.adminui.ClientOffice;
import dev.signet.idp.adminui.ClientOffice.Creation;
import dev.signet.idp.token.AdministrationApi;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The registered clients. */
@AdminApiController
@RequestMapping(AdministrationApi.PATH + "/clients")
class ApiClientsController {

    private final ClientDirectory directory;
    private final ClientOffice office;
    private final Cursors cursors;

    ApiClientsController(ClientDirectory directory, ClientOffice office, Cursors cursors) {
        this.directory = directory;
        this.office = office;
        this.cursors = cursors;
    }

    @GetMapping
    @Summary("Lists clients by their ids, those that are disabled too")
    ClientList list(
            @RequestParam(name = "search", defaultValue = "") String search,
            @RequestParam(name = "cursor", required = false) @Nullable String cursor) {
        var page = directory.list(search, cursors.read(cursor, "clients", search));
        return new ClientList(
                page.clients().stream().map(ClientSummary::of).toList(), cursors.write(page.next(), "clients", search));
    }

    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    @Summary(value = "Registers a client", status = 201, isVersioned = true, canConflict = true)
    ResponseEntity<SavedClient> create(@Body NewClient wanted, Once once) {
        return once.of(SavedClient.class, () -> created(wanted));
    }

    private ResponseEntity<SavedClient> created(NewClient wanted) {
        return switch (office.create(wanted.clientId(), wanted.metadata())) {
            case Creation.Created(var secret) -> {
                var client = office.find(wanted.clientId()).orElseThrow(ProblemException::notFound);
                yield ResponseEntity.created(Segments.address("/clients/", wanted.clientId()))
                        .eTag(String.valueOf(client.version()))
                        .body(new SavedClient(ClientBodies.Client.of(client), secret == null ? null : secret.value()));
            }
            case Creation.IdTaken _ -> throw ProblemException.conflict("There is a client of this id");
            case Creation.Rejected(var problems) -> throw ProblemException.invalid(errors(problems));
        };
    }

    /** The id is beside the metadata, where it is told apart from what can change. */
    private static List<FieldError> errors(List<ClientOffice.Problem> problems) {
        var errors = new ArrayList<FieldError>();
        for (var error : ClientBodies.errors("metadata.", problems)) {
            errors.add(error.field().equals("metadata.client_id") ? FieldError.of("client_id", error.rule()) : error);
        }
        return errors;
    }
}
