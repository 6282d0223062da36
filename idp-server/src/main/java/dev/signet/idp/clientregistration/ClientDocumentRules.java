package dev.signet.idp.clientregistration;

import dev.signet.idp.client.ClientMetadata;
import dev.signet.idp.client.FieldProblem;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * What a document may say of a client, beyond the rules for all clients. Nobody vouches for it, so it speaks for its own host
 * only: that is where people are sent back to, unless it is to a program on their own machine.
 */
@Component
class ClientDocumentRules {

    /** Taken from the document. Anything else is passed over: our own rules for a client are not for a stranger to set. */
    private static final List<String> METADATA = List.of(
            "client_name",
            "application_type",
            "redirect_uris",
            "post_logout_redirect_uris",
            "token_endpoint_auth_signing_alg",
            "jwks",
            "jwks_uri",
            "id_token_signed_response_alg",
            "request_object_signing_alg",
            "require_pushed_authorization_requests",
            "dpop_bound_access_tokens",
            "client_uri",
            "policy_uri",
            "tos_uri",
            "contacts",
            "software_id",
            "software_version");

    private static final Set<String> GRANT_TYPES = Set.of("authorization_code", "refresh_token");
    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "[::1]", "localhost");
    private static final String AUTH_METHOD = "token_endpoint_auth_method";

    private final ClientDocumentProperties properties;

    ClientDocumentRules(ClientDocumentProperties properties) {
        this.properties = properties;
    }

    /** What breaks a rule before anything of the document is looked at as a registration (§4.1). */
    Optional<FieldProblem> problemOf(String clientId, RegistrationRequest document) {
        if (document.problem() != null) {
            return Optional.of(document.problem());
        }
        if (!document.text("client_id").equals(Optional.of(clientId))) {
            return problem("client_id", "must be the address of the document, character by character");
        }
        if (document.members().containsKey("client_secret")
                || document.members().containsKey("client_secret_expires_at")) {
            return problem("client_secret", "a public document cannot hold a secret");
        }
        var method = document.members().getOrDefault(AUTH_METHOD, "none");
        return method.equals("none") || method.equals("private_key_jwt")
                ? Optional.empty()
                : problem(AUTH_METHOD, "must be none or private_key_jwt, as there is no shared secret");
    }

    /** The registration that a document amounts to, as the configuration file would write it. */
    Map<String, Object> fields(DocumentAddress address, RegistrationRequest document) {
        var fields = new LinkedHashMap<String, Object>();
        for (var name : METADATA) {
            var value = document.members().get(name);
            if (value != null) {
                fields.put(name, value);
            }
        }
        fields.putIfAbsent("client_uri", address.origin()); // so that pages have a host to show
        fields.put(AUTH_METHOD, document.members().getOrDefault(AUTH_METHOD, "none"));
        var grantTypes = grantTypes(document.members().get("grant_types"));
        fields.put("grant_types", grantTypes);
        fields.put("scope", scope(document.text("scope"), grantTypes));
        fields.put("resources", properties.resources());
        fields.put("require_consent", true);
        fields.put("require_pkce", true);
        return fields;
    }

    List<FieldProblem> problemsOf(DocumentAddress address, ClientMetadata metadata) {
        var problems = new ArrayList<FieldProblem>();
        leadAstray("redirect_uris", metadata.redirectUris(), address, problems);
        leadAstray("post_logout_redirect_uris", metadata.postLogoutRedirectUris(), address, problems);
        Stream.of(metadata.clientUri(), metadata.policyUri(), metadata.tosUri())
                .filter(it -> it != null && !isOnHost(it, address))
                .findFirst()
                .ifPresent(_ ->
                        problems.add(new FieldProblem("client_uri", 0, "pages must be on the host of the client_id")));
        return problems;
    }

    /** Other grants than those of people at a browser are not for clients that nobody knows. */
    private static List<String> grantTypes(@Nullable Object asked) {
        var known = asked instanceof List<?> list
                ? list.stream()
                        .filter(GRANT_TYPES::contains)
                        .map(String::valueOf)
                        .toList()
                : List.of("authorization_code");
        return known.contains("authorization_code") ? known : List.of("authorization_code");
    }

    private String scope(Optional<String> asked, List<String> grantTypes) {
        var wanted = asked.map(it -> new HashSet<>(List.of(it.trim().split(" +", -1))))
                .orElseGet(() -> new HashSet<>(properties.scopes()));
        return properties.scopes().stream()
                .filter(wanted::contains)
                .filter(it -> grantTypes.contains("refresh_token") || !it.equals("offline_access"))
                .collect(Collectors.joining(" "));
    }

    private static void leadAstray(
            String field, List<String> uris, DocumentAddress address, List<FieldProblem> problems) {
        for (var i = 0; i < uris.size(); i++) {
            if (!isOnHost(uris.get(i), address) && !isLocal(uris.get(i)) && !isOwnScheme(uris.get(i), address)) {
                problems.add(new FieldProblem(
                        field,
                        i + 1,
                        "must be on the host of the client_id, on loopback, or in a scheme made of that host's name"));
            }
        }
    }

    private static boolean isOnHost(String uri, DocumentAddress address) {
        return address.host().equalsIgnoreCase(URI.create(uri).getHost())
                && (uri.startsWith("https://") || uri.startsWith("http://"));
    }

    private static boolean isLocal(String uri) {
        var host = URI.create(uri).getHost();
        return uri.startsWith("http://") && host != null && LOOPBACK.contains(host.toLowerCase(Locale.ROOT));
    }

    /** {@code com.example.app} is the scheme of app.example.com (RFC 8252 §7.1). */
    private static boolean isOwnScheme(String uri, DocumentAddress address) {
        var labels = List.of(address.host().toLowerCase(Locale.ROOT).split("\\."));
        var scheme = URI.create(uri).getScheme().toLowerCase(Locale.ROOT);
        var own = String.join(".", labels.reversed());
        return scheme.equals(own) || scheme.startsWith(own + ".");
    }

    private static Optional<FieldProblem> problem(String field, String rule) {
        return Optional.of(new FieldProblem(field, 0, rule));
    }
}
