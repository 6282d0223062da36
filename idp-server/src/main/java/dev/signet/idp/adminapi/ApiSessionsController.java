package dev.signet.idp.adminapi;

import dev.signet.idp.adminapi.Problem.FieldError;
import dev.signet.idp.adminapi.SessionBodies.Ended;
import dev.signet.idp.adminapi.SessionBodies.Revocation;
import dev.signet.idp.adminapi.SessionBodies.Session;
import dev.signet.idp.adminapi.SessionBodies.SessionList;
import dev.signet.idp.adminui.SessionDirectory;
import dev.signet.idp.adminui.SessionDirectory.Filter;
import dev.signet.idp.token.AdministrationApi;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The browsers in which people are signed in. */
@AdminApiController
@RequestMapping(AdministrationApi.PATH + "/sessions")
class ApiSessionsController {

    private final SessionDirectory directory;
    private final Cursors cursors;

    ApiSessionsController(SessionDirectory directory, Cursors cursors) {
        this.directory = directory;
        this.cursors = cursors;
    }

    @GetMapping
    @Summary("Lists live sessions, the youngest first")
    SessionList list(
            @RequestParam(name = "person", defaultValue = "") String person,
            @RequestParam(name = "address", defaultValue = "") String address,
            @RequestParam(name = "client_id", defaultValue = "") String clientId,
            @RequestParam(name = "cursor", required = false) @Nullable String cursor) {
        var page = directory.list(
                new Filter(person, address, clientId), cursors.read(cursor, "sessions", person, address, clientId));
        return new SessionList(
                page.sessions().stream().map(Session::of).toList(),
                cursors.write(page.next(), "sessions", person, address, clientId));
    }

    @PostMapping(path = "/revocations", consumes = MediaType.APPLICATION_JSON_VALUE)
    @Summary("Ends several sessions, at most a hundred; what may not be ended is left alone")
    Ended revoke(@Body Revocation wanted) {
        if (wanted.sids().size() > SessionDirectory.MOST_AT_ONCE) {
            throw ProblemException.invalid(List.of(FieldError.of("sids", "more than a hundred")));
        }
        return new Ended(directory.end(wanted.sids()));
    }

    @DeleteMapping("/{sid}")
    @Summary(value = "Ends a session", status = 204)
    ResponseEntity<Void> end(@PathVariable(name = "sid") UUID sid) {
        if (directory.end(Set.of(sid)) == 0) {
            throw ProblemException.notFound();
        }
        return ResponseEntity.noContent().build();
    }
}
