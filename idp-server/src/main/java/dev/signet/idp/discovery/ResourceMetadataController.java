package dev.signet.idp.discovery;

import dev.signet.idp.client.Scopes;
import dev.signet.idp.clientauthentication.ClientCertificates;
import dev.signet.idp.dpop.DpopProofs;
import dev.signet.idp.settings.IdpProperties;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/**
 * What our own endpoints are as a protected resource (RFC 9728 §3): userinfo, and whatever else takes access tokens whose
 * audience is the issuer.
 */
@Controller
class ResourceMetadataController {

    private static final CacheControl CACHING =
            CacheControl.maxAge(Duration.ofMinutes(5)).cachePublic();

    private final IdpProperties idp;
    private final Scopes scopes;
    private final ClientCertificates certificates;

    ResourceMetadataController(IdpProperties idp, Scopes scopes, ClientCertificates certificates) {
        this.idp = idp;
        this.scopes = scopes;
        this.certificates = certificates;
    }

    @GetMapping("/.well-known/oauth-protected-resource")
    ResponseEntity<Map<String, Object>> metadata() {
        var issuer = idp.issuer().toString();
        var metadata = new LinkedHashMap<String, Object>();
        metadata.put("resource", issuer);
        metadata.put("authorization_servers", List.of(issuer));
        metadata.put("scopes_supported", scopes.namesForApplications());
        metadata.put("bearer_methods_supported", List.of("header", "body"));
        metadata.put("dpop_signing_alg_values_supported", DpopProofs.ALGORITHMS);
        metadata.put("tls_client_certificate_bound_access_tokens", certificates.areUsed());
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_JSON)
                .cacheControl(CACHING)
                .header("Access-Control-Allow-Origin", "*")
                .body(metadata);
    }
}
