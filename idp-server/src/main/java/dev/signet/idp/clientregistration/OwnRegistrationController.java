package dev.signet.idp.clientregistration;

import dev.signet.idp.clientregistration.RegistrationOutcome.TokenRefused;
import dev.signet.idp.ratelimit.Attempt;
import dev.signet.idp.ratelimit.Limit;
import dev.signet.idp.ratelimit.Limits;
import dev.signet.idp.ratelimit.Subject;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.server.ResponseStatusException;

/** The client configuration endpoint (RFC 7592 §2). */
@Controller
@RequestMapping(RegistrationEndpoint.PATH + "/{client}")
class OwnRegistrationController {

    private final ClientRegistrationProperties properties;
    private final OwnRegistration registration;
    private final Limits limits;
    private final RegistrationRefusals refusals;
    private final RegistrationAnswers answers;

    OwnRegistrationController(
            ClientRegistrationProperties properties,
            OwnRegistration registration,
            Limits limits,
            RegistrationRefusals refusals,
            RegistrationAnswers answers) {
        this.properties = properties;
        this.registration = registration;
        this.limits = limits;
        this.refusals = refusals;
        this.answers = answers;
    }

    @GetMapping
    ResponseEntity<Object> read(
            @PathVariable("client") String clientId,
            @RequestHeader(name = HttpHeaders.AUTHORIZATION, required = false) @Nullable String authorization) {
        requireOn();
        var token = BearerToken.of(authorization);
        return answer(registration.read(clientId, token), clientId, token);
    }

    @PutMapping
    ResponseEntity<Object> replace(
            @PathVariable("client") String clientId,
            @RequestHeader(name = HttpHeaders.AUTHORIZATION, required = false) @Nullable String authorization,
            @RequestHeader(name = HttpHeaders.CONTENT_TYPE, required = false) @Nullable String contentType,
            InputStream body)
            throws IOException {
        requireOn();
        var token = BearerToken.of(authorization);
        var current = registration.read(clientId, token);
        if (current instanceof TokenRefused) {
            return answer(current, clientId, token); // before anything is said about what was sent
        }
        return answer(
                registration.replace(clientId, token, RegistrationRequest.read(contentType, body)), clientId, token);
    }

    @DeleteMapping
    ResponseEntity<Object> delete(
            @PathVariable("client") String clientId,
            @RequestHeader(name = HttpHeaders.AUTHORIZATION, required = false) @Nullable String authorization) {
        requireOn();
        var token = BearerToken.of(authorization);
        return answer(registration.delete(clientId, token), clientId, token);
    }

    private void requireOn() {
        if (properties.isOff()) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
    }

    /** Whoever comes with the right token is not counted, however often. */
    private ResponseEntity<Object> answer(RegistrationOutcome outcome, String clientId, @Nullable String token) {
        if (outcome instanceof TokenRefused) {
            limits.take(Attempt.of(Limit.CLIENT_AUTHENTICATION, Subject.caller()))
                    .orThrow();
        }
        refusals.note(outcome, clientId, token);
        return answers.to(outcome, HttpStatus.OK, token);
    }
}
