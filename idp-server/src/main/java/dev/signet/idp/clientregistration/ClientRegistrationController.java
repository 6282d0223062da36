package dev.signet.idp.clientregistration;

import dev.signet.idp.ratelimit.Attempt;
import dev.signet.idp.ratelimit.Limit;
import dev.signet.idp.ratelimit.Limits;
import dev.signet.idp.ratelimit.Subject;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.server.ResponseStatusException;

/** The client registration endpoint (RFC 7591 §3, OpenID Connect Registration §3). */
@Controller
class ClientRegistrationController {

    private final ClientRegistrationProperties properties;
    private final Admission admission;
    private final Limits limits;
    private final RegistrationRefusals refusals;
    private final RegistrationAnswers answers;

    ClientRegistrationController(
            ClientRegistrationProperties properties,
            Admission admission,
            Limits limits,
            RegistrationRefusals refusals,
            RegistrationAnswers answers) {
        this.properties = properties;
        this.admission = admission;
        this.limits = limits;
        this.refusals = refusals;
        this.answers = answers;
    }

    @PostMapping(path = RegistrationEndpoint.PATH, produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Object> register(
            @RequestHeader(name = HttpHeaders.AUTHORIZATION, required = false) @Nullable String authorization,
            @RequestHeader(name = HttpHeaders.CONTENT_TYPE, required = false) @Nullable String contentType,
            InputStream body)
            throws IOException {
        if (properties.isOff()) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
        limits.take(Attempt.of(Limit.CLIENT_REGISTRATION, Subject.caller())).orThrow();
        var token = BearerToken.of(authorization);
        var outcome = admission.register(RegistrationRequest.read(contentType, body), token);
        refusals.note(outcome, null, token);
        return answers.to(outcome, HttpStatus.CREATED, token);
    }
}
