package dev.signet.idp.client;

import com.nimbusds.jose.JWEAlgorithm;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How the values of one registration go together. */
final class ClientRules {

    private final YamlMapping entry;
    private final ClientMetadata metadata;
    private final Findings findings;
    private final Set<String> alreadyBroken;

    ClientRules(YamlMapping entry, ClientMetadata metadata, Findings findings) {
        this.entry = entry;
        this.metadata = metadata;
        this.findings = findings;
        this.alreadyBroken = findings.brokenPaths();
    }

    void check(Set<String> knownScopes) {
        checkGrants();
        checkScopes(knownScopes);
        checkResources();
        checkSubjects();
        checkLogout();
        checkAdministration();
        checkSecret();
        checkKeys();
        checkEncryption();
        checkLifetimes();
    }

    private void checkGrants() {
        var code = allows("authorization_code");
        refuse(metadata.grantTypes().isEmpty(), "grant_types", "must name at least one grant type");
        refuse(
                code && metadata.redirectUris().isEmpty(),
                "redirect_uris",
                "needed for the grant type authorization_code, RFC 6749 §3.1.2.2");
        refuse(
                code && metadata.responseTypes().isEmpty(),
                "response_types",
                "the grant type authorization_code needs the response type code, RFC 7591 §2.1");
        refuse(
                !code && metadata.responseTypes().contains("code"),
                "response_types",
                "the response type code needs the grant type authorization_code, RFC 7591 §2.1");
        refuse(
                !code && !allows("urn:ietf:params:oauth:grant-type:device_code") && allows("refresh_token"),
                "grant_types",
                "refresh_token needs authorization_code or the device grant, RFC 6749 §4.4.3");
        refuse(
                isPublic() && allows("client_credentials"),
                "grant_types",
                "client_credentials is not for a public client, RFC 6749 §4.4");
        refuse(
                isPublic() && !metadata.requirePkce(),
                "require_pkce",
                "a public client always needs PKCE, RFC 9700 §2.1.1");
    }

    private void checkResources() {
        var exchanges = allows("urn:ietf:params:oauth:grant-type:token-exchange");
        refuse(
                isPublic() && exchanges,
                "grant_types",
                "token exchange is not for a public client, which cannot be known as the actor, RFC 8693 §2.1");
        refuse(
                exchanges == metadata.tokenExchangeAudiences().isEmpty(),
                "token_exchange_audiences",
                "belongs together with the grant type token-exchange");
        refuse(
                isPublic() && !metadata.protectedResources().isEmpty(),
                "protected_resources",
                "a public client cannot introspect, RFC 7662 §2.1");
    }

    private void checkSubjects() {
        refuse(
                metadata.subjectType().equals("pairwise")
                        && Sectors.of(metadata).isEmpty(),
                "subject_type",
                "pairwise needs redirect_uris of one host that is the client's own, or a sector_identifier_uri,"
                        + " OpenID Connect Core §8.1");
    }

    private void checkLogout() {
        var frame = metadata.frontchannelLogoutUri();
        refuse(
                frame != null
                        && metadata.redirectUris().stream().noneMatch(it -> RedirectUris.haveOneOrigin(it, frame)),
                "frontchannel_logout_uri",
                "must have the scheme, host and port of one of redirect_uris, Front-Channel Logout §2");
    }

    private void checkAdministration() {
        var hasRoles = !metadata.administratorRoles().isEmpty();
        refuse(
                hasRoles && !allows("client_credentials"),
                "administrator_roles",
                "are for a client that asks for tokens in its own name, with the grant type client_credentials");
        warn(
                hasRoles && metadata.scopeNames().stream().noneMatch(it -> it.startsWith(Scope.ADMINISTRATION)),
                "administrator_roles",
                "have no effect without a scope that begins with " + Scope.ADMINISTRATION);
    }

    private void checkScopes(Set<String> knownScopes) {
        var asked = new HashSet<String>();
        for (var name : metadata.scopeNames()) {
            refuse(!asked.add(name), "scope", "names " + name + " twice");
            refuse(!knownScopes.contains(name), "scope", "unknown scope " + name + NearestName.hint(name, knownScopes));
        }
        warn(asked.isEmpty() && !entry.has("scope"), "scope", "missing, so the client can ask for no scope");
        warn(
                asked.contains("offline_access") && !allows("refresh_token"),
                "scope",
                "offline_access has no effect without the grant type refresh_token");
    }

    private void checkSecret() {
        var given = SecretReader.keysOf(entry);
        refuse(
                !given.isEmpty() && !usesSecret(),
                given.isEmpty() ? SecretReader.TEXT : given.getFirst(),
                "a client with token_endpoint_auth_method " + metadata.tokenEndpointAuthMethod() + " has no secret");
    }

    private void checkKeys() {
        var assertion = metadata.tokenEndpointAuthMethod().equals("private_key_jwt");
        refuse(
                assertion && !entry.has("jwks") && !entry.has("jwks_uri"),
                "token_endpoint_auth_method",
                "private_key_jwt needs jwks or jwks_uri, OpenID Connect Core §9");
        var selfSigned = metadata.tokenEndpointAuthMethod().equals("self_signed_tls_client_auth");
        refuse(
                selfSigned && !entry.has("jwks") && !entry.has("jwks_uri"),
                "token_endpoint_auth_method",
                "self_signed_tls_client_auth needs jwks or jwks_uri with the certificate as x5c, RFC 8705 §2.2.2");
        var ways = ClientReader.TLS_CLIENT_AUTH.stream().filter(entry::has).toList();
        refuse(
                metadata.tokenEndpointAuthMethod().equals("tls_client_auth") && ways.size() != 1,
                "token_endpoint_auth_method",
                "tls_client_auth needs exactly one of " + String.join(", ", ClientReader.TLS_CLIENT_AUTH)
                        + ", RFC 8705 §2.1.2");
        refuse(
                !metadata.tokenEndpointAuthMethod().equals("tls_client_auth") && !ways.isEmpty(),
                ways.isEmpty() ? "token_endpoint_auth_method" : ways.getFirst(),
                "only with token_endpoint_auth_method tls_client_auth");
        refuse(entry.has("jwks") && entry.has("jwks_uri"), "jwks_uri", "never together with jwks, RFC 7591 §2");
        refuse(
                !assertion && metadata.tokenEndpointAuthSigningAlg() != null,
                "token_endpoint_auth_signing_alg",
                "only with token_endpoint_auth_method private_key_jwt");
        refuse(
                signsRequestObjects() && !entry.has("jwks") && !entry.has("jwks_uri"),
                "request_object_signing_alg",
                "signed request objects need jwks or jwks_uri, RFC 9101 §6.2");
        refuse(
                !assertion && !metadata.assertionAudience().equals("any"),
                "assertion_audience",
                "only with token_endpoint_auth_method private_key_jwt");
        if (metadata.jwks() != null) {
            var verifies = assertion || selfSigned || signsRequestObjects();
            JwksRules.violationOf(metadata.jwks(), verifies)
                    .ifPresent(rule -> findings.problem(entry.place("jwks"), rule));
        }
    }

    private void checkEncryption() {
        ClientReader.ENCRYPTED.forEach(it -> {
            var alg = it + "_alg";
            refuse(
                    entry.has(it + "_enc") && !entry.has(alg),
                    it + "_enc",
                    "only with " + alg + ", OpenID Connect Registration §2");
            refuse(
                    entry.has(alg) && !entry.has("jwks") && !entry.has("jwks_uri"),
                    alg,
                    "encryption needs jwks or jwks_uri with a key for it, OpenID Connect Core §10.2");
        });
        var keys = metadata.jwks();
        if (keys != null) {
            refuseWithoutKey("id_token_encrypted_response_alg", metadata.idTokenEncryptedResponseAlg(), keys);
            refuseWithoutKey("userinfo_encrypted_response_alg", metadata.userinfoEncryptedResponseAlg(), keys);
        }
    }

    private void refuseWithoutKey(String key, @Nullable String algorithm, Map<String, Object> keys) {
        refuse(
                algorithm != null && !JwksRules.hasKeyFor(JWEAlgorithm.parse(algorithm), keys),
                key,
                "jwks has no key for " + algorithm + ", OpenID Connect Core §10.2");
    }

    private void checkLifetimes() {
        refuse(
                metadata.refreshTokenIdleLifetime().compareTo(metadata.refreshTokenLifetime()) > 0,
                entry.has("refresh_token_idle_lifetime") ? "refresh_token_idle_lifetime" : "refresh_token_lifetime",
                "refresh_token_idle_lifetime must not be longer than refresh_token_lifetime");
    }

    private boolean allows(String grantType) {
        return metadata.grantTypes().contains(grantType);
    }

    private boolean isPublic() {
        return metadata.tokenEndpointAuthMethod().equals("none");
    }

    private boolean signsRequestObjects() {
        var algorithm = metadata.requestObjectSigningAlg();
        return algorithm != null && !algorithm.equals("none");
    }

    private boolean usesSecret() {
        return metadata.tokenEndpointAuthMethod().startsWith("client_secret_");
    }

    /** A value that could not be read is reported as that, and not once more for what its absence breaks. */
    private void refuse(boolean broken, String key, String rule) {
        if (broken && !alreadyBroken.contains(entry.place(key).path())) {
            findings.problem(entry.place(key), rule);
        }
    }

    private void warn(boolean doubtful, String key, String rule) {
        if (doubtful) {
            findings.warning(entry.place(key), rule);
        }
    }
}
