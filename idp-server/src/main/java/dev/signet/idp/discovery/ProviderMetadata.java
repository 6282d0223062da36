package dev.signet.idp.discovery;

import dev.signet.idp.client.Scopes;
import dev.signet.idp.clientauthentication.ClientCertificates;
import dev.signet.idp.clientregistration.ClientDocuments;
import dev.signet.idp.clientregistration.RegistrationEndpoint;
import dev.signet.idp.dpop.DpopProofs;
import dev.signet.idp.login.AccountCreation;
import dev.signet.idp.session.Assurance;
import dev.signet.idp.settings.IdpProperties;
import dev.signet.idp.settings.MutualTlsAddress;
import dev.signet.idp.web.AskedLanguage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** The provider's metadata (OpenID Connect Discovery 1.0 §3, RFC 8414 §2). */
@Component
class ProviderMetadata {

    private static final List<String> SIGNING = List.of("RS256", "PS256", "ES256", "EdDSA");
    private static final List<String> CLIENT_ASSERTION_SIGNING = List.of("RS256", "PS256", "ES256", "EdDSA");
    private static final List<String> REQUEST_OBJECT_SIGNING = List.of("none", "RS256", "PS256", "ES256", "EdDSA");

    private static final List<String> ENCRYPTION_ALGORITHMS =
            List.of("RSA-OAEP-256", "ECDH-ES", "ECDH-ES+A128KW", "ECDH-ES+A256KW");
    private static final List<String> ENCRYPTION_METHODS = List.of("A128CBC-HS256", "A128GCM", "A256GCM");

    private static final List<String> GRANT_TYPES = List.of(
            "authorization_code",
            "refresh_token",
            "client_credentials",
            "urn:ietf:params:oauth:grant-type:device_code",
            "urn:ietf:params:oauth:grant-type:token-exchange");
    private static final List<String> CONFIDENTIAL_AUTHENTICATION =
            List.of("client_secret_basic", "client_secret_post", "private_key_jwt");

    private final IdpProperties idp;
    private final Scopes scopes;
    private final AccountCreation accountCreation;
    private final ClientCertificates certificates;
    private final MutualTlsAddress mutualTls;
    private final RegistrationEndpoint registration;
    private final ClientDocuments documents;

    ProviderMetadata(
            IdpProperties idp,
            Scopes scopes,
            AccountCreation accountCreation,
            ClientCertificates certificates,
            MutualTlsAddress mutualTls,
            RegistrationEndpoint registration,
            ClientDocuments documents) {
        this.certificates = certificates;
        this.mutualTls = mutualTls;
        this.registration = registration;
        this.documents = documents;
        this.idp = idp;
        this.scopes = scopes;
        this.accountCreation = accountCreation;
    }

    /** As it is now: the scopes may change, everything else is fixed. */
    Map<String, Object> current() {
        var metadata = new LinkedHashMap<String, Object>();
        metadata.put("issuer", idp.issuer().toString());
        metadata.put("authorization_endpoint", idp.url("/oauth2/authorize"));
        metadata.put("token_endpoint", idp.url("/oauth2/token"));
        metadata.put("pushed_authorization_request_endpoint", idp.url("/oauth2/par"));
        metadata.put("userinfo_endpoint", idp.url("/userinfo"));
        metadata.put("jwks_uri", idp.url("/oauth2/jwks"));
        metadata.put("end_session_endpoint", idp.url("/connect/logout"));
        registration.url().ifPresent(url -> metadata.put("registration_endpoint", url));
        if (documents.areRead()) {
            metadata.put("client_id_metadata_document_supported", true);
        }
        metadata.put("scopes_supported", scopes.namesForApplications());
        metadata.put("claims_supported", claims());
        metadata.put("claim_types_supported", List.of("normal"));
        metadata.put("response_types_supported", List.of("code"));
        metadata.put("response_modes_supported", List.of("query", "fragment", "form_post"));
        metadata.put("grant_types_supported", GRANT_TYPES);
        metadata.put("device_authorization_endpoint", idp.url("/oauth2/device_authorization"));
        metadata.put("subject_types_supported", List.of("public", "pairwise"));
        metadata.put("id_token_signing_alg_values_supported", SIGNING);
        metadata.put("userinfo_signing_alg_values_supported", SIGNING);
        metadata.put("id_token_encryption_alg_values_supported", ENCRYPTION_ALGORITHMS);
        metadata.put("id_token_encryption_enc_values_supported", ENCRYPTION_METHODS);
        metadata.put("userinfo_encryption_alg_values_supported", ENCRYPTION_ALGORITHMS);
        metadata.put("userinfo_encryption_enc_values_supported", ENCRYPTION_METHODS);
        metadata.put("token_endpoint_auth_methods_supported", clientAuthentication());
        metadata.put("token_endpoint_auth_signing_alg_values_supported", CLIENT_ASSERTION_SIGNING);
        metadata.put("dpop_signing_alg_values_supported", DpopProofs.ALGORITHMS);
        metadata.put("tls_client_certificate_bound_access_tokens", certificates.areUsed());
        if (mutualTls.endpointUrl() != null) {
            metadata.put("mtls_endpoint_aliases", aliases());
        }
        metadata.put("introspection_endpoint", idp.url("/oauth2/introspect"));
        metadata.put("introspection_endpoint_auth_methods_supported", confidentialAuthentication());
        metadata.put("introspection_endpoint_auth_signing_alg_values_supported", CLIENT_ASSERTION_SIGNING);
        metadata.put("introspection_signing_alg_values_supported", SIGNING);
        metadata.put("revocation_endpoint", idp.url("/oauth2/revoke"));
        metadata.put("revocation_endpoint_auth_methods_supported", clientAuthentication());
        metadata.put("revocation_endpoint_auth_signing_alg_values_supported", CLIENT_ASSERTION_SIGNING);
        metadata.put("code_challenge_methods_supported", List.of("S256"));
        metadata.put("display_values_supported", List.of("page"));
        metadata.put("ui_locales_supported", AskedLanguage.supported());
        metadata.put("prompt_values_supported", prompts());
        metadata.put(
                "acr_values_supported",
                Arrays.stream(Assurance.values()).map(Assurance::acr).toList());
        metadata.put("backchannel_logout_supported", true);
        metadata.put("backchannel_logout_session_supported", true);
        metadata.put("frontchannel_logout_supported", true);
        metadata.put("frontchannel_logout_session_supported", true);
        metadata.put("require_pushed_authorization_requests", false);
        metadata.put("authorization_response_iss_parameter_supported", true);
        metadata.put("claims_parameter_supported", true);
        metadata.put("request_parameter_supported", true);
        metadata.put("request_uri_parameter_supported", true);
        metadata.put("require_request_uri_registration", true);
        metadata.put("request_object_signing_alg_values_supported", REQUEST_OBJECT_SIGNING);
        return metadata;
    }

    /** Every endpoint that a certificate is presented to (RFC 8705 §5). */
    private Map<String, String> aliases() {
        var aliases = new LinkedHashMap<String, String>();
        Map.of(
                        "token_endpoint", "/oauth2/token",
                        "pushed_authorization_request_endpoint", "/oauth2/par",
                        "device_authorization_endpoint", "/oauth2/device_authorization",
                        "introspection_endpoint", "/oauth2/introspect",
                        "revocation_endpoint", "/oauth2/revoke",
                        "userinfo_endpoint", "/userinfo")
                .entrySet()
                .stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(it ->
                        aliases.put(it.getKey(), mutualTls.url(it.getValue()).orElseThrow()));
        return aliases;
    }

    /** Initiating User Registration via OpenID Connect 1.0 §4.1 has {@code create} told only where it works. */
    private List<String> prompts() {
        var always = Stream.of("none", "login", "consent", "select_account");
        return Stream.concat(always, accountCreation.page().map(_ -> "create").stream())
                .toList();
    }

    private List<String> clientAuthentication() {
        return Stream.concat(confidentialAuthentication().stream(), Stream.of("none"))
                .toList();
    }

    /** Mutual TLS (RFC 8705 §2) as far as it is set up. */
    private List<String> confidentialAuthentication() {
        var methods = new ArrayList<>(CONFIDENTIAL_AUTHENTICATION);
        if (certificates.haveAuthorities()) {
            methods.add("tls_client_auth");
        }
        if (certificates.areUsed()) {
            methods.add("self_signed_tls_client_auth");
        }
        return methods;
    }

    private List<String> claims() {
        var always = Stream.of("sub", "iss", "aud", "exp", "iat", "auth_time", "nonce", "acr", "amr", "sid");
        var byScope = scopes.all().stream().flatMap(scope -> scope.claims().stream());
        return Stream.concat(always, byScope).distinct().toList();
    }
}
