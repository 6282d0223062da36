package dev.signet.idp.adminapi;

import dev.signet.idp.adminapi.Problem.FieldError;
import dev.signet.idp.token.AdministrationApi;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The audit trail for keeping elsewhere: JSON lines with seals, which {@code audit verify} checks. */
@AdminApiController
@RequestMapping(AdministrationApi.PATH + "/audit/export")
class ApiAuditExportController {

    static final String JSON_LINES = "application/jsonl";

    private static final Duration LONGEST = Duration.ofDays(31);

    private final AuditLines audit;

    ApiAuditExportController(AuditLines audit) {
        this.audit = audit;
    }

    /** Written as it is read, in this thread: it can be more than fits into memory. */
    @GetMapping
    @Summary(value = "Exports what is sealed of at most 31 days, in full, which is audited", mediaType = JSON_LINES)
    void export(
            @RequestParam(name = "from") Instant from,
            @RequestParam(name = "until") Instant until,
            HttpServletResponse response)
            throws IOException {
        if (!from.isBefore(until) || Duration.between(from, until).compareTo(LONGEST) > 0) {
            throw new ProblemException(
                    ProblemType.INVALID_REQUEST,
                    "Parameters that cannot be used",
                    List.of(FieldError.of("until", "must be after from, by at most 31 days")));
        }
        response.setContentType(JSON_LINES);
        var out = response.getOutputStream();
        audit.write(from, until, line -> {
            try {
                out.write((line + "\n").getBytes(StandardCharsets.UTF_8));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        out.flush();
    }
}
