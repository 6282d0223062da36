package dev.signet.idp.adminui;

import java.util.LinkedHashMap;
import java.util.Map;

/** How a field of a registration is filled in. */
enum ClientFieldKind {
    TEXT,
    /** A list of texts, one on each line. */
    LINES,
    /** One of some values, or none. */
    ONE_OR_NONE,
    ONE,
    SEVERAL,
    FLAG,
    JSON,
    /** Shown, and not changed here. */
    READ;

    /** Every field by its group, in the order of the pages. */
    static final Map<String, Map<String, ClientFieldKind>> GROUPS = groups();

    private static Map<String, Map<String, ClientFieldKind>> groups() {
        var groups = new LinkedHashMap<String, Map<String, ClientFieldKind>>();
        groups.put(
                "about",
                all(
                        Map.entry("client_name", TEXT),
                        Map.entry("client_uri", TEXT),
                        Map.entry("logo_uri", TEXT),
                        Map.entry("policy_uri", TEXT),
                        Map.entry("tos_uri", TEXT),
                        Map.entry("application_type", READ),
                        Map.entry("contacts", READ),
                        Map.entry("software_id", READ),
                        Map.entry("software_version", READ)));
        groups.put(
                "sign-in",
                all(
                        Map.entry("grant_types", SEVERAL),
                        Map.entry("response_types", READ),
                        Map.entry("scope", TEXT),
                        Map.entry("require_consent", FLAG),
                        Map.entry("minimum_acr", ONE_OR_NONE),
                        Map.entry("require_pkce", FLAG),
                        Map.entry("require_pushed_authorization_requests", FLAG),
                        Map.entry("request_object_signing_alg", ONE_OR_NONE),
                        Map.entry("request_uris", LINES),
                        Map.entry("initiate_login_uri", TEXT)));
        groups.put("return", all(Map.entry("redirect_uris", LINES), Map.entry("post_logout_redirect_uris", LINES)));
        groups.put(
                "authentication",
                all(
                        Map.entry("token_endpoint_auth_method", ONE),
                        Map.entry("token_endpoint_auth_signing_alg", ONE_OR_NONE),
                        Map.entry("assertion_audience", ONE),
                        Map.entry("jwks_uri", TEXT),
                        Map.entry("jwks", JSON),
                        Map.entry("tls_client_auth_subject_dn", TEXT),
                        Map.entry("tls_client_auth_san_dns", TEXT),
                        Map.entry("tls_client_auth_san_uri", TEXT),
                        Map.entry("tls_client_auth_san_ip", TEXT),
                        Map.entry("tls_client_auth_san_email", TEXT)));
        groups.put(
                "tokens",
                all(
                        Map.entry("subject_type", ONE),
                        Map.entry("sector_identifier_uri", TEXT),
                        Map.entry("access_token_format", ONE),
                        Map.entry("access_token_lifetime", TEXT),
                        Map.entry("refresh_token_idle_lifetime", TEXT),
                        Map.entry("refresh_token_lifetime", TEXT),
                        Map.entry("refresh_token_reuse_window", TEXT),
                        Map.entry("id_token_signed_response_alg", ONE),
                        Map.entry("id_token_encrypted_response_alg", ONE_OR_NONE),
                        Map.entry("id_token_encrypted_response_enc", ONE_OR_NONE),
                        Map.entry("userinfo_encrypted_response_alg", ONE_OR_NONE),
                        Map.entry("userinfo_encrypted_response_enc", ONE_OR_NONE),
                        Map.entry("dpop_bound_access_tokens", FLAG),
                        Map.entry("require_dpop_nonce", FLAG),
                        Map.entry("tls_client_certificate_bound_access_tokens", FLAG),
                        Map.entry("resources", LINES),
                        Map.entry("protected_resources", LINES),
                        Map.entry("userinfo_signed_response_alg", ONE_OR_NONE),
                        Map.entry("introspection_signed_response_alg", ONE),
                        Map.entry("token_exchange_audiences", LINES),
                        Map.entry("administrator_roles", LINES)));
        groups.put(
                "logout",
                all(
                        Map.entry("backchannel_logout_uri", TEXT),
                        Map.entry("backchannel_logout_session_required", FLAG),
                        Map.entry("frontchannel_logout_uri", TEXT),
                        Map.entry("frontchannel_logout_session_required", FLAG)));
        return groups;
    }

    @SafeVarargs
    private static Map<String, ClientFieldKind> all(Map.Entry<String, ClientFieldKind>... fields) {
        var all = new LinkedHashMap<String, ClientFieldKind>();
        for (var field : fields) {
            all.put(field.getKey(), field.getValue());
        }
        return all;
    }
}
