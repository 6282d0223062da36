package dev.signet.idp.token;

import dev.signet.idp.clientauthentication.AuthenticatedClient;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import org.springframework.http.ResponseEntity;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;

/** The revocation endpoint (RFC 7009), for public clients too: holding the token is all they can prove. */
@Controller
class RevocationController {

    private final Revocation revocation;

    RevocationController(Revocation revocation) {
        this.revocation = revocation;
    }

    @PostMapping(ClientEndpoints.REVOCATION)
    ResponseEntity<Object> revoke(AuthenticatedClient authenticated, HttpServletRequest request) {
        var token = TokenParameter.of(request);
        if (token.isEmpty()) {
            return TokenParameter.missing();
        }
        return switch (revocation.revoke(authenticated.client(), token.get())) {
            case WORTHLESS -> ResponseEntity.ok().build();
            case ANOTHER_CLIENTS -> refused();
        };
    }

    /** RFC 7009 §2.1: "the request is refused and the client is informed of the error". */
    private static ResponseEntity<Object> refused() {
        return ResponseEntity.badRequest()
                .body(Map.of(
                        "error",
                        OAuth2ErrorCodes.INVALID_REQUEST,
                        "error_description",
                        "the token was issued to another client"));
    }
}
