package dev.signet.idp.adminapi;

import dev.signet.idp.adminapi.ClientBodies.NewSecret;
import dev.signet.idp.adminui.ClientOffice;
import dev.signet.idp.token.AdministrationApi;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/** The secrets of a client: two at most, so that one can be replaced while the client goes on working. */
@AdminApiController
@RequestMapping(AdministrationApi.PATH + "/clients/{client_id}/secrets")
class ApiClientSecretsController {

    private final ClientOffice office;

    ApiClientSecretsController(ClientOffice office) {
        this.office = office;
    }

    @PostMapping
    @Summary(value = "Adds a secret, which is shown only here", status = 201, canConflict = true)
    ResponseEntity<NewSecret> add(@PathVariable(name = "client_id") String segment, Once once) {
        var clientId = Segments.name(segment);
        var _ = office.find(clientId).orElseThrow(ProblemException::notFound);
        return once.of(
                NewSecret.class,
                () -> office.addSecret(clientId)
                        .map(it -> ResponseEntity.status(HttpStatus.CREATED).body(new NewSecret(it.value())))
                        .orElseThrow(() -> ProblemException.conflict(
                                "The client takes no secret, has two already, or is not for you to change")));
    }

    @DeleteMapping("/{secret_id}")
    @Summary(value = "Makes a secret useless at once, unless it is the last", status = 204, canConflict = true)
    ResponseEntity<Void> end(
            @PathVariable(name = "client_id") String segment, @PathVariable(name = "secret_id") UUID secret) {
        var clientId = Segments.name(segment);
        var client = office.find(clientId).orElseThrow(ProblemException::notFound);
        if (client.secrets().stream().noneMatch(it -> it.id().equals(secret))) {
            throw ProblemException.notFound();
        }
        if (!office.endSecret(clientId, secret)) {
            throw ProblemException.conflict("It is the last secret, or the client is not for you to change");
        }
        return ResponseEntity.noContent().build();
    }
}
