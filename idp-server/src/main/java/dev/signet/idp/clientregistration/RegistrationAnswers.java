package dev.signet.idp.clientregistration;

import dev.signet.idp.client.ClientFields;
import dev.signet.idp.client.FieldProblem;
import dev.signet.idp.clientregistration.RegistrationOutcome.Current;
import dev.signet.idp.clientregistration.RegistrationOutcome.Deleted;
import dev.signet.idp.clientregistration.RegistrationOutcome.Rejected;
import dev.signet.idp.clientregistration.RegistrationOutcome.TokenRefused;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/** The answers of both endpoints (RFC 7591 §3.2, RFC 7592 §3). */
@Component
class RegistrationAnswers {

    private static final int MOST_PROBLEMS = 5;

    private final RegistrationEndpoint endpoint;

    RegistrationAnswers(RegistrationEndpoint endpoint) {
        this.endpoint = endpoint;
    }

    /**
     * @param done the status if all is well
     * @param token what came with the request; null if nothing did
     */
    ResponseEntity<Object> to(RegistrationOutcome outcome, HttpStatus done, @Nullable String token) {
        return switch (outcome) {
            case Current current ->
                ResponseEntity.status(done).cacheControl(CacheControl.noStore()).body(information(current));
            case Deleted _ ->
                ResponseEntity.noContent().cacheControl(CacheControl.noStore()).build();
            case Rejected rejected ->
                ResponseEntity.badRequest().cacheControl(CacheControl.noStore()).body(error(rejected));
            case TokenRefused _ -> unauthorized(token);
        };
    }

    /** RFC 6750 §3: without credentials the challenge has no error. */
    private static ResponseEntity<Object> unauthorized(@Nullable String token) {
        var answer = ResponseEntity.status(HttpStatus.UNAUTHORIZED).cacheControl(CacheControl.noStore());
        return token == null
                ? answer.header(HttpHeaders.WWW_AUTHENTICATE, "Bearer").build()
                : answer.header(HttpHeaders.WWW_AUTHENTICATE, "Bearer error=\"invalid_token\"")
                        .body(Map.of("error", "invalid_token"));
    }

    private Map<String, Object> information(Current current) {
        var client = current.client();
        var answer = new LinkedHashMap<String, Object>();
        answer.put("client_id", client.clientId());
        answer.put("client_id_issued_at", client.createdAt().getEpochSecond());
        if (current.secret() != null) {
            answer.put("client_secret", current.secret().value());
            answer.put("client_secret_expires_at", 0); // never
        }
        answer.put("registration_access_token", current.accessToken());
        answer.put("registration_client_uri", endpoint.urlOf(client.clientId()));
        var fields = ClientFields.of(client.metadata());
        for (var name : RegistrationPolicy.METADATA) {
            var value = fields.get(name);
            if (value != null && !value.equals("") && !value.equals(List.of())) {
                answer.put(name, value);
            }
        }
        return answer;
    }

    /** RFC 7591 §3.2.2. */
    private static Map<String, Object> error(Rejected rejected) {
        var description = rejected.problems().stream()
                .limit(MOST_PROBLEMS)
                .map(RegistrationAnswers::sentence)
                .collect(Collectors.joining("; "));
        return Map.of("error", rejected.error(), "error_description", ascii(description));
    }

    private static String sentence(FieldProblem problem) {
        return problem.field() + (problem.element() == 0 ? "" : ", number " + problem.element()) + ": "
                + problem.rule();
    }

    /** §3.2.2 asks for it, and our rules cite sections. */
    private static String ascii(String text) {
        return text.replace("§", "section ").replaceAll("[^\\x20-\\x7e]", "?");
    }
}
