package dev.signet.idp.token;

import dev.signet.idp.client.Client;
import dev.signet.idp.clientauthentication.AuthenticatedClient;
import dev.signet.idp.settings.IdpProperties;
import dev.signet.idp.signingkey.JwtSigner;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.util.Comparator;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;

/** The introspection endpoint (RFC 7662); its answer is signed for those that accept it so (RFC 9701). */
@Controller
class IntrospectionController {

    private static final String JWT_TYPE = "token-introspection+jwt";
    private static final MediaType JWT = MediaType.valueOf("application/" + JWT_TYPE);

    private final Introspection introspection;
    private final JwtSigner signer;
    private final IdpProperties idp;
    private final Clock clock;

    IntrospectionController(Introspection introspection, JwtSigner signer, IdpProperties idp, Clock clock) {
        this.introspection = introspection;
        this.signer = signer;
        this.idp = idp;
        this.clock = clock;
    }

    @PostMapping(ClientEndpoints.INTROSPECTION)
    ResponseEntity<Object> introspect(
            AuthenticatedClient authenticated,
            @RequestHeader(name = HttpHeaders.ACCEPT, required = false) @Nullable String accept,
            HttpServletRequest request) {
        var client = authenticated.client();
        if (client.isPublic()) {
            return refused();
        }
        var token = TokenParameter.of(request);
        if (token.isEmpty()) {
            return TokenParameter.missing();
        }
        var answer = introspection.introspect(client, token.get());
        return prefersJwt(accept)
                ? ResponseEntity.ok().contentType(JWT).body(signed(client, answer))
                : ResponseEntity.ok(answer);
    }

    /** RFC 7662 §2.1: "the endpoint MUST also require some form of authorization", and a public client has none. */
    private static ResponseEntity<Object> refused() {
        return ResponseEntity.status(HttpStatus.UNAUTHORIZED)
                .header(HttpHeaders.WWW_AUTHENTICATE, "Basic realm=\"Signet\", charset=\"UTF-8\"")
                .body(Map.of(
                        "error",
                        OAuth2ErrorCodes.INVALID_CLIENT,
                        "error_description",
                        "introspection is for clients that authenticate"));
    }

    /** RFC 9701 §5; without {@code sub} and {@code exp}, so that it cannot be taken for an access token (§8.1). */
    private String signed(Client client, Map<String, Object> answer) {
        return signer.sign(
                client.introspectionSignedResponseAlg(),
                JWT_TYPE,
                Map.of(
                        "iss", idp.issuer().toString(),
                        "aud", client.clientId(),
                        "iat", clock.instant().getEpochSecond(),
                        "token_introspection", answer));
    }

    private static boolean prefersJwt(@Nullable String accept) {
        if (accept == null) {
            return false;
        }
        try {
            return MediaType.parseMediaTypes(accept).stream()
                    .filter(it -> it.getQualityValue() > 0)
                    .min(Comparator.comparingDouble(it -> -it.getQualityValue()))
                    .filter(JWT::equalsTypeAndSubtype)
                    .isPresent();
        } catch (InvalidMediaTypeException e) {
            return false;
        }
    }
}
