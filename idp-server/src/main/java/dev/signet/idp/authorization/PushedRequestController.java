package dev.signet.idp.authorization;

import dev.signet.idp.authorization.AuthorizationRequests.Pushed;
import dev.signet.idp.clientauthentication.AuthenticatedClient;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;

/** The pushed authorization request endpoint (RFC 9126 §2). The client was authenticated by the filter chain. */
@Controller
class PushedRequestController {

    private final AuthorizationRequests requests;
    private final AuthorizationProperties properties;

    PushedRequestController(AuthorizationRequests requests, AuthorizationProperties properties) {
        this.requests = requests;
        this.properties = properties;
    }

    @PostMapping(PushedRequestEndpoint.PATH)
    ResponseEntity<Map<String, Object>> push(HttpServletRequest request, AuthenticatedClient client) {
        return switch (requests.push(Parameters.of(request), client.client())) {
            case Pushed.Kept(var requestUri) ->
                answer(
                        HttpStatus.CREATED,
                        Map.of(
                                "request_uri",
                                requestUri,
                                "expires_in",
                                properties.pushedRequestLifetime().toSeconds()));
            case Pushed.Refused(var error) ->
                answer(HttpStatus.BAD_REQUEST, Map.of("error", error.code(), "error_description", error.description()));
        };
    }

    private static ResponseEntity<Map<String, Object>> answer(HttpStatus status, Map<String, Object> body) {
        return ResponseEntity.status(status)
                .cacheControl(CacheControl.noStore())
                .contentType(MediaType.APPLICATION_JSON)
                .body(body);
    }
}
