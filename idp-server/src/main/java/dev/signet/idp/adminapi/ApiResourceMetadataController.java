package dev.signet.idp.adminapi;

import dev.signet.idp.access.Permission;
import dev.signet.idp.settings.IdpProperties;
import dev.signet.idp.token.AdministrationApi;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;

/** What the API is as a protected resource (RFC 9728 §3): where its tokens come from, and with which scopes. */
@AdminApiController
class ApiResourceMetadataController {

    private static final CacheControl CACHING =
            CacheControl.maxAge(Duration.ofMinutes(5)).cachePublic();

    private final IdpProperties idp;

    ApiResourceMetadataController(IdpProperties idp) {
        this.idp = idp;
    }

    @GetMapping("/.well-known/oauth-protected-resource" + AdministrationApi.PATH)
    ResponseEntity<Map<String, Object>> metadata() {
        var metadata = new LinkedHashMap<String, Object>();
        metadata.put("resource", AdministrationApi.resource(idp));
        metadata.put("authorization_servers", List.of(idp.issuer().toString()));
        metadata.put(
                "scopes_supported",
                Arrays.stream(Permission.values())
                        .map(it -> AdministrationApi.SCOPE_PREFIX + it.value())
                        .toList());
        metadata.put("bearer_methods_supported", List.of("header"));
        metadata.put("resource_name", "Signet API for administrators");
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_JSON)
                .cacheControl(CACHING)
                .body(metadata);
    }
}
