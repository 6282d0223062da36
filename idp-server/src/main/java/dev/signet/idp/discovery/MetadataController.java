package dev.signet.idp.discovery;

import dev.signet.idp.crypto.TokenHash;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import tools.jackson.databind.json.JsonMapper;

/**
 * Discovery under both of its addresses. Answered from memory: a document is made anew at most every ten seconds, and
 * caches may keep it for five minutes.
 */
@Controller
class MetadataController {

    private static final Duration STALENESS = Duration.ofSeconds(10);
    private static final CacheControl CACHING =
            CacheControl.maxAge(Duration.ofMinutes(5)).cachePublic();

    private final ProviderMetadata metadata;
    private final JsonMapper json;
    private final Clock clock;

    private volatile @Nullable Document latest;

    MetadataController(ProviderMetadata metadata, JsonMapper json, Clock clock) {
        this.metadata = metadata;
        this.json = json;
        this.clock = clock;
    }

    private record Document(String body, String etag, Instant madeAt) {}

    @GetMapping({"/.well-known/openid-configuration", "/.well-known/oauth-authorization-server"})
    ResponseEntity<byte[]> metadata() {
        var document = current();
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_JSON)
                .cacheControl(CACHING)
                .eTag(document.etag())
                .header("Access-Control-Allow-Origin", "*")
                .body(document.body().getBytes(StandardCharsets.UTF_8));
    }

    private Document current() {
        var known = latest;
        var now = clock.instant();
        if (known != null && now.isBefore(known.madeAt().plus(STALENESS))) {
            return known;
        }
        var body = json.writeValueAsString(metadata.current());
        var fresh = new Document(body, TokenHash.of(body).hex().substring(0, 32), now);
        latest = fresh;
        return fresh;
    }
}
