package dev.signet.idp.adminapi;

import dev.signet.idp.adminapi.AuditBodies.AuditEntry;
import dev.signet.idp.adminapi.AuditBodies.AuditEvent;
import dev.signet.idp.adminapi.AuditBodies.EventList;
import dev.signet.idp.adminapi.Problem.FieldError;
import dev.signet.idp.adminui.AuditDirectory;
import dev.signet.idp.adminui.AuditDirectory.Query;
import dev.signet.idp.token.AdministrationApi;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The audit trail. Names and addresses are masked, unless one event is asked for in full. */
@AdminApiController
@RequestMapping(AdministrationApi.PATH + "/audit/events")
class ApiAuditController {

    private static final String SEPARATOR = " ";

    private final AuditDirectory directory;
    private final Cursors cursors;

    ApiAuditController(AuditDirectory directory, Cursors cursors) {
        this.directory = directory;
        this.cursors = cursors;
    }

    @GetMapping
    @Summary("Lists events, the newest first: of the last seven days unless from, or request_id, is given")
    EventList search(
            @RequestParam(name = "actor", defaultValue = "") String actor,
            @RequestParam(name = "person", defaultValue = "") String person,
            @RequestParam(name = "client_id", defaultValue = "") String client,
            @RequestParam(name = "address", defaultValue = "") String address,
            @RequestParam(name = "request_id", defaultValue = "") String request,
            @RequestParam(name = "action", defaultValue = "") String action,
            @RequestParam(name = "outcome", defaultValue = "") String outcome,
            @RequestParam(name = "from", required = false) @Nullable Instant from,
            @RequestParam(name = "until", required = false) @Nullable Instant until,
            @RequestParam(name = "cursor", required = false) @Nullable String cursor) {
        var asked = new Query(actor, person, client, address, request, action, outcome, text(from), text(until));
        var list = asked.toString();
        var row = cursors.read(cursor, "audit", list);
        // With where the first page began to look, so that the next ones look at the same.
        var query = row == null ? asked : asked.since(row.split(SEPARATOR, -1)[0]);
        var page = directory.search(query, row == null ? null : row.split(SEPARATOR, -1)[1]);
        refuse(page.problems());
        var next = page.next() == null ? null : page.query().from() + SEPARATOR + page.next();
        return new EventList(page.events().stream().map(AuditEntry::of).toList(), cursors.write(next, "audit", list));
    }

    @GetMapping("/{event}")
    @Summary("Shows an event, masked unless reveal=true, which needs admin:pii:read and is audited")
    AuditEvent show(
            @PathVariable(name = "event") String key,
            @RequestParam(name = "reveal", defaultValue = "false") boolean reveal) {
        return directory.find(key, reveal).map(AuditEvent::of).orElseThrow(ProblemException::notFound);
    }

    private static void refuse(Map<String, AuditDirectory.Problem> problems) {
        if (!problems.isEmpty()) {
            throw new ProblemException(
                    ProblemType.INVALID_REQUEST,
                    "Parameters that cannot be used",
                    problems.entrySet().stream()
                            .map(it -> FieldError.of(
                                    it.getKey(),
                                    it.getValue()
                                            .name()
                                            .toLowerCase(Locale.ROOT)
                                            .replace('_', ' ')))
                            .toList());
        }
    }

    /** As the port reads times: without a zone, in UTC. */
    private static String text(@Nullable Instant time) {
        return time == null ? "" : LocalDateTime.ofInstant(time, ZoneOffset.UTC).toString();
    }
}
