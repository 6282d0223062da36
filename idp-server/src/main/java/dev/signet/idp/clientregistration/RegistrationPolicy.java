package dev.signet.idp.clientregistration;

import dev.signet.idp.client.ClientMetadata;
import dev.signet.idp.client.FieldProblem;
import dev.signet.idp.client.SelfRegistration;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What the operator allows clients that register themselves, and what such clients do not choose for themselves. */
@Component
class RegistrationPolicy implements SelfRegistration.Policy {

    /**
     * What such a client may say of itself, and is told that it said. Anything else is passed over (RFC 7591 §2): our own
     * rules for a client, such as which tokens it may introspect, are not for a stranger to set.
     */
    static final List<String> METADATA = List.of(
            "client_name",
            "application_type",
            "redirect_uris",
            "post_logout_redirect_uris",
            "grant_types",
            "response_types",
            "scope",
            "token_endpoint_auth_method",
            "token_endpoint_auth_signing_alg",
            "jwks",
            "jwks_uri",
            "tls_client_auth_subject_dn",
            "tls_client_auth_san_dns",
            "tls_client_auth_san_uri",
            "tls_client_auth_san_ip",
            "tls_client_auth_san_email",
            "subject_type",
            "sector_identifier_uri",
            "id_token_signed_response_alg",
            "id_token_encrypted_response_alg",
            "id_token_encrypted_response_enc",
            "userinfo_signed_response_alg",
            "userinfo_encrypted_response_alg",
            "userinfo_encrypted_response_enc",
            "introspection_signed_response_alg",
            "request_object_signing_alg",
            "request_uris",
            "require_pushed_authorization_requests",
            "dpop_bound_access_tokens",
            "tls_client_certificate_bound_access_tokens",
            "client_uri",
            "logo_uri",
            "policy_uri",
            "tos_uri",
            "contacts",
            "software_id",
            "software_version",
            "initiate_login_uri",
            "backchannel_logout_uri",
            "backchannel_logout_session_required",
            "frontchannel_logout_uri",
            "frontchannel_logout_session_required");

    private final ClientRegistrationProperties properties;

    RegistrationPolicy(ClientRegistrationProperties properties) {
        this.properties = properties;
    }

    boolean wantsInitialToken() {
        return !properties.isOpen();
    }

    /** The registration that {@code request} asks for, as the configuration file would write it. */
    Map<String, Object> fields(RegistrationRequest request) {
        var fields = new LinkedHashMap<String, Object>();
        for (var name : METADATA) {
            var value = request.members().get(name);
            if (value != null) {
                fields.put(name, value);
            }
        }
        fields.putIfAbsent("scope", scopeFor(fields.get("grant_types")));
        fields.put("require_consent", true);
        fields.put("require_pkce", properties.requirePkce() || "none".equals(fields.get("token_endpoint_auth_method")));
        return fields;
    }

    @Override
    public List<FieldProblem> problemsOf(ClientMetadata metadata) {
        var problems = new ArrayList<FieldProblem>();
        notAllowed("grant_types", metadata.grantTypes(), properties.grantTypes(), problems);
        notAllowed("scope", metadata.scopeNames(), properties.scopes(), problems);
        hosts("redirect_uris", metadata.redirectUris(), problems);
        hosts("post_logout_redirect_uris", metadata.postLogoutRedirectUris(), problems);
        return problems;
    }

    /** RFC 7591 §2: who names no scope may get a default. */
    private String scopeFor(@Nullable Object grantTypes) {
        var refreshes = grantTypes instanceof List<?> list && list.contains("refresh_token");
        return properties.scopes().stream()
                .filter(it -> refreshes || !it.equals("offline_access"))
                .collect(Collectors.joining(" "));
    }

    private static void notAllowed(
            String field, Collection<String> asked, Collection<String> allowed, List<FieldProblem> problems) {
        var others = asked.stream().filter(it -> !allowed.contains(it)).toList();
        if (!others.isEmpty()) {
            problems.add(new FieldProblem(
                    field,
                    0,
                    String.join(" ", others) + " is not for clients that register themselves, only "
                            + String.join(" ", allowed)));
        }
    }

    private void hosts(String field, List<String> uris, List<FieldProblem> problems) {
        for (var i = 0; i < uris.size(); i++) {
            if (!isAllowedHost(URI.create(uris.get(i)).getHost())) {
                problems.add(
                        new FieldProblem(field, i + 1, "not a host that clients that register themselves may lead to"));
            }
        }
    }

    private boolean isAllowedHost(@Nullable String host) {
        if (properties.redirectHosts().isEmpty()) {
            return true;
        }
        var name = host == null ? "" : host.toLowerCase(Locale.ROOT);
        return properties.redirectHosts().stream()
                .anyMatch(it -> it.startsWith("*.") ? name.endsWith(it.substring(1)) : name.equals(it));
    }
}
