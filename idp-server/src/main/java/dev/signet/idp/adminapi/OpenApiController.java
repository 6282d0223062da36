package dev.signet.idp.adminapi;

import dev.signet.idp.token.AdministrationApi;
import java.time.Duration;
import java.util.Map;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;

/** The document that describes the API. It is the same everywhere, and no secret. */
@AdminApiController
class OpenApiController {

    private static final CacheControl CACHING =
            CacheControl.maxAge(Duration.ofMinutes(5)).cachePublic();

    private final OpenApiDocument document;

    OpenApiController(OpenApiDocument document) {
        this.document = document;
    }

    @GetMapping(AdministrationApi.PATH + "/openapi.json")
    ResponseEntity<Map<String, Object>> openApi() {
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_JSON)
                .cacheControl(CACHING)
                .body(document.write());
    }
}
