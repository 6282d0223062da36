package dev.signet.idp.signingkey;

import java.nio.charset.StandardCharsets;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * The JWK Set document (RFC 7517 §5), at the address that {@code jwks_uri} names. Public, also to scripts of any
 * origin, and cacheable; a request with a current entity tag is answered by 304.
 */
@RestController
class JwksController {

    private final SigningKeys keys;
    private final CacheControl caching;

    JwksController(SigningKeys keys, SigningKeyProperties settings) {
        this.keys = keys;
        this.caching = CacheControl.maxAge(settings.jwksCache()).cachePublic();
    }

    @GetMapping("/oauth2/jwks")
    ResponseEntity<byte[]> jwks() {
        var jwks = keys.publishedJwks();
        return ResponseEntity.ok()
                .eTag(jwks.etag())
                .cacheControl(caching)
                .header(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, "*")
                .contentType(MediaType.APPLICATION_JSON)
                .body(jwks.json().getBytes(StandardCharsets.UTF_8));
    }
}
