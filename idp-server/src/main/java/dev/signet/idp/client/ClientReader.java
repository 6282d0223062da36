package dev.signet.idp.client;

import static java.util.Objects.requireNonNullElse;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Reads one entry of {@code clients}: each value by its own rule, then {@link ClientRules} on how they go together. */
final class ClientReader {

    static final List<String> AUTH_METHODS = List.of(
            "none",
            "client_secret_basic",
            "client_secret_post",
            "private_key_jwt",
            "tls_client_auth",
            "self_signed_tls_client_auth");
    static final List<String> TLS_CLIENT_AUTH = List.of(
            "tls_client_auth_subject_dn",
            "tls_client_auth_san_dns",
            "tls_client_auth_san_uri",
            "tls_client_auth_san_ip",
            "tls_client_auth_san_email");
    static final List<String> GRANT_TYPES = List.of(
            "authorization_code",
            "refresh_token",
            "client_credentials",
            "urn:ietf:params:oauth:grant-type:device_code",
            "urn:ietf:params:oauth:grant-type:token-exchange");

    static final List<String> ASSERTION_ALGORITHMS = List.of("RS256", "PS256", "ES256", "EdDSA");
    static final List<String> ASSERTION_AUDIENCES = List.of("any", "issuer");
    static final List<String> REQUEST_OBJECT_ALGORITHMS = List.of("none", "RS256", "PS256", "ES256", "EdDSA");
    static final List<String> ACR_VALUES = List.of("1fa", "mfa", "phr", "phrh");
    static final List<String> ID_TOKEN_ALGORITHMS = List.of("RS256", "PS256", "ES256", "EdDSA");
    static final List<String> ENCRYPTION_ALGORITHMS =
            List.of("RSA-OAEP-256", "ECDH-ES", "ECDH-ES+A128KW", "ECDH-ES+A256KW");
    static final List<String> ENCRYPTION_METHODS = List.of("A128CBC-HS256", "A128GCM", "A256GCM");
    static final List<String> ENCRYPTED = List.of("id_token_encrypted_response", "userinfo_encrypted_response");
    static final List<String> SUBJECT_TYPES = List.of("public", "pairwise");
    static final List<String> ACCESS_TOKEN_FORMATS = List.of("jwt", "opaque");
    static final List<String> APPLICATION_TYPES = List.of("web", "native");
    static final List<String> LIFETIMES = List.of(
            "access_token_lifetime",
            "refresh_token_idle_lifetime",
            "refresh_token_lifetime",
            "refresh_token_reuse_window");

    /** Every key, in the order in which the documentation explains them. */
    static final List<String> KEYS = Stream.of(
                    List.of("client_id", "client_name", "enabled"),
                    List.of("redirect_uris", "post_logout_redirect_uris", "grant_types", "response_types", "scope"),
                    List.of("resources"),
                    List.of("token_endpoint_auth_method", "token_endpoint_auth_signing_alg", "jwks", "jwks_uri"),
                    List.of("assertion_audience"),
                    List.of(SecretReader.TEXT),
                    SecretReader.FILES,
                    List.of("require_consent", "require_pkce", "minimum_acr", "id_token_signed_response_alg"),
                    List.of("userinfo_signed_response_alg"),
                    List.of("id_token_encrypted_response_alg", "id_token_encrypted_response_enc"),
                    List.of("userinfo_encrypted_response_alg", "userinfo_encrypted_response_enc"),
                    List.of("subject_type", "sector_identifier_uri", "access_token_format"),
                    TLS_CLIENT_AUTH,
                    List.of("administrator_roles"),
                    List.of("protected_resources", "introspection_signed_response_alg", "token_exchange_audiences"),
                    List.of("dpop_bound_access_tokens", "require_dpop_nonce"),
                    List.of("tls_client_certificate_bound_access_tokens"),
                    List.of("require_pushed_authorization_requests", "request_object_signing_alg", "request_uris"),
                    LIFETIMES,
                    List.of("client_uri", "logo_uri", "policy_uri", "tos_uri"),
                    List.of("contacts", "software_id", "software_version"),
                    List.of("application_type", "initiate_login_uri"),
                    List.of("backchannel_logout_uri", "backchannel_logout_session_required"),
                    List.of("frontchannel_logout_uri", "frontchannel_logout_session_required"))
            .flatMap(List::stream)
            .toList();

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Findings findings;
    private final SecretReader secrets;

    ClientReader(Findings findings, SecretReader secrets) {
        this.findings = findings;
        this.secrets = secrets;
    }

    /** Null if not even the {@code client_id} can be read. */
    @Nullable
    ClientDeclaration read(YamlMapping entry, Set<String> knownScopes) {
        entry.allowOnly(KEYS);
        if (!entry.has("client_id")) {
            findings.problem(entry.place("client_id"), "missing");
        }
        var clientId = entry.text("client_id", Rules::clientId);
        var enabled = requireNonNullElse(entry.flag("enabled"), true);
        var metadata = JSON.convertValue(values(entry), ClientMetadata.class);
        var secret = secrets.read(entry);
        new ClientRules(entry, metadata, findings).check(knownScopes);
        return clientId == null ? null : new ClientDeclaration(clientId, metadata, enabled, secret);
    }

    /** Values that break a rule are kept here, so that no second problem is reported for their absence. */
    private Map<String, @Nullable Object> values(YamlMapping in) {
        var values = new HashMap<String, @Nullable Object>();
        values.put("client_name", in.text("client_name", Rules.display(100)));
        values.put("redirect_uris", in.texts("redirect_uris", RedirectUris::violationOf));
        values.put("post_logout_redirect_uris", in.texts("post_logout_redirect_uris", RedirectUris::violationOf));
        values.put("grant_types", in.texts("grant_types", Rules.oneOf(GRANT_TYPES)));
        values.put("response_types", in.texts("response_types", Rules.oneOf(List.of("code"))));
        values.put("resources", in.texts("resources", Rules::resource));
        values.put("scope", in.text("scope", Rules::scopeList));
        values.put("token_endpoint_auth_method", in.text("token_endpoint_auth_method", Rules.oneOf(AUTH_METHODS)));
        values.put(
                "token_endpoint_auth_signing_alg",
                in.text("token_endpoint_auth_signing_alg", Rules.oneOf(ASSERTION_ALGORITHMS)));
        values.put("assertion_audience", in.text("assertion_audience", Rules.oneOf(ASSERTION_AUDIENCES)));
        values.put("jwks", in.object("jwks"));
        values.put("jwks_uri", in.text("jwks_uri", Rules::endpoint));
        values.put(
                "id_token_signed_response_alg",
                in.text("id_token_signed_response_alg", Rules.oneOf(ID_TOKEN_ALGORITHMS)));
        Stream.of("client_uri", "logo_uri", "policy_uri", "tos_uri")
                .forEach(key -> values.put(key, in.text(key, Rules::webPage)));
        values.put(
                "request_object_signing_alg",
                in.text("request_object_signing_alg", Rules.oneOf(REQUEST_OBJECT_ALGORITHMS)));
        values.put("request_uris", in.texts("request_uris", Rules::requestUri));
        values.put("contacts", in.texts("contacts", Rules.display(200)));
        Stream.of("software_id", "software_version").forEach(key -> values.put(key, in.text(key, Rules.display(200))));
        values.put("application_type", in.text("application_type", Rules.oneOf(APPLICATION_TYPES)));
        values.put("initiate_login_uri", in.text("initiate_login_uri", Rules::httpsPage));
        values.put("backchannel_logout_uri", in.text("backchannel_logout_uri", Rules::endpoint));
        values.put("frontchannel_logout_uri", in.text("frontchannel_logout_uri", Rules::frame));
        TLS_CLIENT_AUTH.forEach(key -> values.put(key, in.text(key, Rules.display(500))));
        Stream.of(
                        "backchannel_logout_session_required",
                        "frontchannel_logout_session_required",
                        "require_consent",
                        "require_pkce",
                        "require_pushed_authorization_requests",
                        "dpop_bound_access_tokens",
                        "require_dpop_nonce",
                        "tls_client_certificate_bound_access_tokens")
                .forEach(key -> values.put(key, in.flag(key)));
        ENCRYPTED.forEach(it -> {
            values.put(it + "_alg", in.text(it + "_alg", Rules.oneOf(ENCRYPTION_ALGORITHMS)));
            values.put(it + "_enc", in.text(it + "_enc", Rules.oneOf(ENCRYPTION_METHODS)));
        });
        values.put("subject_type", in.text("subject_type", Rules.oneOf(SUBJECT_TYPES)));
        values.put("sector_identifier_uri", in.text("sector_identifier_uri", Rules::endpoint));
        values.put("access_token_format", in.text("access_token_format", Rules.oneOf(ACCESS_TOKEN_FORMATS)));
        values.put("minimum_acr", in.text("minimum_acr", Rules.oneOf(ACR_VALUES)));
        values.put("administrator_roles", in.texts("administrator_roles", Rules::roleName));
        values.put("token_exchange_audiences", in.texts("token_exchange_audiences", Rules.display(500)));
        values.put("protected_resources", in.texts("protected_resources", Rules::resource));
        values.put(
                "userinfo_signed_response_alg",
                in.text("userinfo_signed_response_alg", Rules.oneOf(ID_TOKEN_ALGORITHMS)));
        values.put(
                "introspection_signed_response_alg",
                in.text("introspection_signed_response_alg", Rules.oneOf(ID_TOKEN_ALGORITHMS)));
        values.put("access_token_lifetime", in.duration("access_token_lifetime", "1s", "1d"));
        values.put("refresh_token_idle_lifetime", in.duration("refresh_token_idle_lifetime", "1s", "365d"));
        values.put("refresh_token_lifetime", in.duration("refresh_token_lifetime", "1s", "3650d"));
        values.put("refresh_token_reuse_window", in.duration("refresh_token_reuse_window", "0s", "5m"));
        return values;
    }
}
