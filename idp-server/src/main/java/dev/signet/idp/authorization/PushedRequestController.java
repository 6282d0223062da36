package dev.signet.idp.authorization;

import dev.signet.idp.authorization.AuthorizationRequests.Pushed;
import dev.signet.idp.client.Client;
import dev.signet.idp.clientauthentication.AuthenticatedClient;
import dev.signet.idp.dpop.DpopProofs;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import org.jspecify.annotations.Nullable;
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
    private final DpopProofs proofs;

    PushedRequestController(AuthorizationRequests requests, AuthorizationProperties properties, DpopProofs proofs) {
        this.requests = requests;
        this.properties = properties;
        this.proofs = proofs;
    }

    @PostMapping(PushedRequestEndpoint.PATH)
    ResponseEntity<Map<String, Object>> push(
            HttpServletRequest request, HttpServletResponse response, AuthenticatedClient authenticated) {
        var client = authenticated.client();
        var needsNonce = client.requireDpopNonce();
        proofs.nonce(needsNonce).ifPresent(nonce -> response.setHeader(DpopProofs.NONCE_HEADER, nonce));
        return switch (proofs.check(request, null, needsNonce)) {
            case DpopProofs.Outcome.Proved(var thumbprint) -> push(request, client, thumbprint);
            case DpopProofs.Outcome.Absent() -> push(request, client, null);
            case DpopProofs.Outcome.Refused(var reason) ->
                refusal(new AuthorizationError(AuthorizationError.INVALID_DPOP_PROOF, reason));
            case DpopProofs.Outcome.NonceNeeded(var nonce) -> {
                response.setHeader(DpopProofs.NONCE_HEADER, nonce);
                yield refusal(new AuthorizationError(
                        AuthorizationError.USE_DPOP_NONCE, "the proof needs the nonce of the header DPoP-Nonce"));
            }
        };
    }

    private ResponseEntity<Map<String, Object>> push(
            HttpServletRequest request, Client client, @Nullable String dpopKey) {
        return switch (requests.push(Parameters.of(request), client, dpopKey)) {
            case Pushed.Kept(var requestUri) ->
                answer(
                        HttpStatus.CREATED,
                        Map.of(
                                "request_uri",
                                requestUri,
                                "expires_in",
                                properties.pushedRequestLifetime().toSeconds()));
            case Pushed.Refused(var error) -> refusal(error);
        };
    }

    private static ResponseEntity<Map<String, Object>> refusal(AuthorizationError error) {
        return answer(HttpStatus.BAD_REQUEST, Map.of("error", error.code(), "error_description", error.description()));
    }

    private static ResponseEntity<Map<String, Object>> answer(HttpStatus status, Map<String, Object> body) {
        return ResponseEntity.status(status)
                .cacheControl(CacheControl.noStore())
                .contentType(MediaType.APPLICATION_JSON)
                .body(body);
    }
}
