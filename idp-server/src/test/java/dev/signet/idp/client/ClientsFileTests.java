package dev.signet.idp.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.OctetSequenceKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("config/clients.yaml")
class ClientsFileTests {

    private static final String SECRET = "a-secret-of-a-test-client-0123456789";
    private static final Map<String, String> ENVIRONMENT = Map.of("SHOP_SECRET", SECRET, "EMPTY", "");

    @TempDir
    Path folder;

    @Nested
    class WhatIsRight {

        @Test
        void isReadWithEveryKey() throws Exception {
            var declared = read("""
                    clients:
                      - client_id: web-shop
                        client_name: Web shop
                        redirect_uris: [https://shop.example.com/callback]
                        post_logout_redirect_uris: [https://shop.example.com/]
                        grant_types: [authorization_code, refresh_token]
                        response_types: [code]
                        scope: openid profile orders:read
                        token_endpoint_auth_method: client_secret_post
                        client_secret: ${SHOP_SECRET}
                        require_consent: false
                        require_pkce: no
                        id_token_signed_response_alg: ES256
                        access_token_lifetime: 1m
                        refresh_token_idle_lifetime: 1d
                        refresh_token_lifetime: 2d
                        refresh_token_reuse_window: 0s
                        client_uri: https://shop.example.com
                        logo_uri: https://shop.example.com/logo.png
                        policy_uri: https://shop.example.com/privacy
                        tos_uri: http://shop.example.com/terms
                        contacts: [shop@example.com]
                        software_id: shop
                        software_version: 1.10
                        backchannel_logout_uri: https://shop.example.com/logout
                        backchannel_logout_session_required: true
                    scopes:
                      - name: orders:read
                        description: Read your orders
                        claims: [given_name, customer_number]
                    """);

            assertThat(declared.problems()).isEmpty();
            assertThat(declared.warnings()).isEmpty();
            assertThat(declared.scopes())
                    .containsExactly(new Scope(
                            "orders:read", "Read your orders", List.of("given_name", "customer_number"), false));
            var client = declared.clients().getFirst();
            assertThat(client.enabled()).isTrue();
            assertThat(client.secret()).isEqualTo(new DeclaredSecret(SECRET));
            assertThat(client.metadata().scope()).isEqualTo("openid profile orders:read");
            assertThat(client.metadata().requirePkce()).isFalse();
            assertThat(client.metadata().softwareVersion()).isEqualTo("1.10");
            assertThat(client.metadata().accessTokenLifetime()).isEqualTo(Duration.ofMinutes(1));
            assertThat(client.metadata().refreshTokenReuseWindow()).isZero();
        }

        @ParameterizedTest
        @ValueSource(
                strings = {"", "# nothing yet\n", "clients: []\n", "clients: []\nscopes: []\n", "\ufeffclients: []\n"})
        void mayDeclareNothing(String text) throws Exception {
            assertThat(read(text).problems()).isEmpty();
            assertThat(read(text).clients()).isEmpty();
        }

        @Test
        void mayHoldARedirectUriWithAQuery() throws Exception {
            assertThat(read(withClient("post_logout_redirect_uris:\n      - https://a.example.com/?a=1&b=2"))
                            .problems())
                    .isEmpty();
        }

        @Test
        void isThePublicClientOfTheDocumentation() throws Exception {
            var declared = read("""
                    clients:
                      - client_id: field-app
                        token_endpoint_auth_method: none
                        redirect_uris: [http://127.0.0.1/callback, com.example.field:/callback]
                        scope: openid
                    """);

            assertThat(declared.problems()).isEmpty();
            assertThat(declared.warnings()).isEmpty();
        }

        @Test
        void mayNameItsKeysInline() throws Exception {
            var keys = new JWKSet(
                    new ECKeyGenerator(Curve.P_256).keyID("1").generate().toPublicJWK());

            var declared = read(withKeys(keys.toString(true)));

            assertThat(declared.problems()).isEmpty();
            assertThat(new Client("billing", declared.clients().getFirst().metadata(), List.of()).jwks())
                    .isEqualTo(keys);
        }

        @Test
        void maySharePartsByAliasAndMerge() throws Exception {
            var declared = read("""
                    clients:
                      - &web
                        client_id: a
                        redirect_uris: [https://a.example.com/]
                        scope: openid
                      - <<: *web
                        client_id: b
                    """);

            assertThat(declared.problems()).isEmpty();
            assertThat(declared.clients())
                    .extracting(ClientDeclaration::clientId)
                    .containsExactly("a", "b");
        }

        @Test
        void readsASecretFromAFileBesideIt() throws Exception {
            Files.writeString(folder.resolve("shop.secret"), SECRET + "\n");

            for (var key : List.of("client_secret_file", "secret_file")) {
                var declared = read(withClient(key + ": shop.secret"));

                assertThat(declared.problems()).isEmpty();
                assertThat(declared.clients().getFirst().secret()).isEqualTo(new DeclaredSecret(SECRET));
            }
        }
    }

    @Nested
    class WhatIsDoubtful {

        @Test
        void isASecretInTheFileItself() throws Exception {
            var declared = read(withClient("client_secret: " + SECRET));

            assertThat(declared.problems()).isEmpty();
            assertThat(declared.warnings()).singleElement().asString().contains(":6: clients[0].client_secret: stands");
            assertThat(declared.warnings().toString() + declared).doesNotContain(SECRET);
        }

        @Test
        void isAShortSecret() throws Exception {
            assertThat(read(withClient("client_secret: short")).warnings())
                    .extracting(ConfigurationProblem::rule)
                    .anyMatch(rule -> rule.startsWith("shorter than 32 characters"));
        }

        @Test
        void isAClientWithoutAnyScope() throws Exception {
            assertThat(read("""
                            clients:
                              - client_id: a
                                redirect_uris: [https://a.example.com/]
                            """).warnings())
                    .singleElement()
                    .asString()
                    .endsWith(":2: clients[0].scope: missing, so the client can ask for no scope");
        }
    }

    @Nested
    class WhatIsWrong {

        @Test
        void isReportedAllAtOnceWithLineAndPath() throws Exception {
            var problems = read("""
                    # a comment
                    clients:
                      - client_id: web-shop
                        redirect_uris:
                          - https://shop.example.com/callback
                          - https://shop.example.com/callback#part
                        scope: openid profil
                        redirect_url: https://shop.example.com/
                      - client_id: worker
                        grant_types: [client_credentials]
                        token_endpoint_auth_method: none
                    """).problems();

            var file = folder.resolve("clients.yaml").normalize();
            assertThat(problems)
                    .extracting(ConfigurationProblem::toString)
                    .containsExactly(
                            file + ":6: clients[0].redirect_uris[1]: fragment not allowed, RFC 6749 §3.1.2",
                            file + ":7: clients[0].scope: unknown scope profil, did you mean profile?",
                            file + ":8: clients[0].redirect_url: unknown key, did you mean redirect_uris?",
                            file + ":10: clients[1].grant_types: client_credentials is not for a public client,"
                                    + " RFC 6749 §4.4");
        }

        @ParameterizedTest
        @CsvSource(delimiter = '|', textBlock = """
                client_id: b                                          | client_id: given twice
                client_name: ''                                       | client_name: must be 1 to 100 characters
                client_name: "a\\u202eb"                              | client_name: control characters, text direction characters and markup not allowed
                client_name: <b>shop</b>                              | client_name: control characters, text direction characters and markup not allowed
                client_name: [shop]                                   | client_name: must be text
                client_name:                                          | client_name: has no value
                post_logout_redirect_uris: https://a.example.com/     | post_logout_redirect_uris: must be a list
                post_logout_redirect_uris: [/]                        | post_logout_redirect_uris[0]: must be absolute, RFC 6749 §3.1.2
                contacts: [a, b, a]                                   | contacts[2]: given twice
                grant_types: [implicit]                               | grant_types[0]: not supported, must be authorization_code or refresh_token or client_credentials or urn:ietf:params:oauth:grant-type:device_code or urn:ietf:params:oauth:grant-type:token-exchange
                grant_types: []                                       | grant_types: must name at least one grant type
                grant_types: [refresh_token]                          | grant_types: refresh_token needs authorization_code or the device grant, RFC 6749 §4.4.3
                response_types: [token]                               | response_types[0]: not supported, must be code
                response_types: []                                    | response_types: the grant type authorization_code needs the response type code, RFC 7591 §2.1
                scope: openid  email                                  | scope: must be scope names separated by single spaces, RFC 7591 §2
                scope: openid openid                                  | scope: names openid twice
                scope: [openid]                                       | scope: must be text
                require_pkce: 1                                       | require_pkce: must be true or false
                require_consent: 'false'                              | require_consent: must be true or false
                enabled: maybe                                        | enabled: must be true or false
                access_token_lifetime: 5 minutes                      | access_token_lifetime: must be a number with its unit, such as 10s, 5m, 12h or 7d
                access_token_lifetime: 300                            | access_token_lifetime: must be a number with its unit, such as 10s, 5m, 12h or 7d
                access_token_lifetime: 2d                             | access_token_lifetime: must be from 1s to 1d
                access_token_lifetime: -5m                            | access_token_lifetime: must be a number with its unit, such as 10s, 5m, 12h or 7d
                access_token_lifetime: 0s                             | access_token_lifetime: must be from 1s to 1d
                refresh_token_idle_lifetime: 60d                      | refresh_token_idle_lifetime: refresh_token_idle_lifetime must not be longer than refresh_token_lifetime
                refresh_token_reuse_window: 1h                        | refresh_token_reuse_window: must be from 0s to 5m
                id_token_signed_response_alg: none                    | id_token_signed_response_alg: not supported, must be RS256 or PS256 or ES256 or EdDSA
                token_endpoint_auth_method: client_secret_jwt         | token_endpoint_auth_method: not supported, must be none or client_secret_basic or client_secret_post or private_key_jwt or tls_client_auth or self_signed_tls_client_auth
                token_endpoint_auth_signing_alg: ES256                | token_endpoint_auth_signing_alg: only with token_endpoint_auth_method private_key_jwt
                token_endpoint_auth_method: private_key_jwt           | token_endpoint_auth_method: private_key_jwt needs jwks or jwks_uri, OpenID Connect Core §9
                logo_uri: javascript:alert(1)                         | logo_uri: must be an http or https URL, RFC 7591 §2
                policy_uri: ftp://a.example.com/                      | policy_uri: must be http or https, RFC 7591 §2
                tos_uri: terms.html                                   | tos_uri: must be an http or https URL, RFC 7591 §2
                client_uri: https://me@a.example.com/                 | client_uri: must be an http or https URL, RFC 7591 §2
                jwks_uri: http://a.example.com/jwks                   | jwks_uri: must be https; http is for 127.0.0.1, [::1] and localhost only
                backchannel_logout_uri: https://a.example.com/#x      | backchannel_logout_uri: fragment not allowed
                client_secret: ${MISSING}                             | client_secret: the environment variable MISSING is not set
                client_secret: ${EMPTY}                               | client_secret: the secret is empty
                client_secret: ${SHOP_SECRET:-default}                | client_secret: an environment reference looks like ${VARIABLE}
                client_secret: ümlaut                                 | client_secret: a secret is at most 1000 printable ASCII characters, RFC 6749 appendix A.2
                default_max_age: 5                                    | default_max_age: unknown key
                subject_type: private                                 | subject_type: not supported, must be public or pairwise
                sector_identifier_uri: http://a.example.com/          | sector_identifier_uri: must be https; http is for 127.0.0.1, [::1] and localhost only
                frontchannel_logout_uri: https://b.example.com/out    | frontchannel_logout_uri: must have the scheme, host and port of one of redirect_uris, Front-Channel Logout §2
                frontchannel_logout_uri: http://a.example.com/out     | frontchannel_logout_uri: must be https; http is for 127.0.0.1, [::1] and localhost only
                access_token_format: reference                        | access_token_format: not supported, must be jwt or opaque
                """)
        void isEachOfThese(String line, String problem) throws Exception {
            assertThat(read(withClient(line)).problems())
                    .as(line)
                    .singleElement()
                    .extracting(found -> found.line() + " " + found.path() + ": " + found.rule())
                    .isEqualTo((line.startsWith("scope") ? "5" : "6") + " clients[0]." + problem);
        }

        @ParameterizedTest
        @CsvSource(delimiter = '|', textBlock = """
                redirect_uris: []          | 3 clients[0].redirect_uris: needed for the grant type authorization_code, RFC 6749 §3.1.2.2
                redirect_uris:             | 3 clients[0].redirect_uris: must be a list
                client_name: no uris       | 2 clients[0].redirect_uris: needed for the grant type authorization_code, RFC 6749 §3.1.2.2
                redirect_uris: [5, 6]      | 3 clients[0].redirect_uris[0]: must be absolute, RFC 6749 §3.1.2
                """)
        void isAMissingRedirectUri(String line, String problem) throws Exception {
            var problems = read("clients:\n  - client_id: a\n    " + line + "\n    scope: openid\n")
                    .problems();

            assertThat(problems.getFirst())
                    .satisfies(found -> assertThat(found.line() + " " + found.path() + ": " + found.rule())
                            .isEqualTo(problem));
        }

        @Test
        void isAPublicClientWithASecretOrWithoutPkce() throws Exception {
            var problems = read(withClient("""
                    token_endpoint_auth_method: none
                        client_secret: ${SHOP_SECRET}
                        require_pkce: false""")).problems();

            assertThat(problems)
                    .extracting(ConfigurationProblem::rule)
                    .containsExactly(
                            "a client with token_endpoint_auth_method none has no secret",
                            "a public client always needs PKCE, RFC 9700 §2.1.1");
        }

        @Test
        void isASecretGivenTwice() throws Exception {
            assertThat(read(withClient("client_secret: ${SHOP_SECRET}\n    secret_file: x"))
                            .problems())
                    .singleElement()
                    .asString()
                    .endsWith(":7: clients[0].secret_file: give the secret once, not also as client_secret");
        }

        @Test
        void isASecretFileThatIsNotThere() throws Exception {
            assertThat(read(withClient("client_secret_file: none.secret")).problems())
                    .singleElement()
                    .asString()
                    .endsWith("none.secret cannot be read");
        }

        @Test
        void isTheSameClientTwice() throws Exception {
            assertThat(read("""
                            clients:
                              - {client_id: a, redirect_uris: ['https://a.example.com/'], scope: openid}
                              - {client_id: a, redirect_uris: ['https://a.example.com/'], scope: openid}
                            """).problems())
                    .singleElement()
                    .asString()
                    .endsWith(":3: clients[1].client_id: the client a is declared twice");
        }

        @ParameterizedTest
        @CsvSource(delimiter = '|', textBlock = """
                {name: profile, description: x}                      | scopes[0].name: the scope profile is OpenID Connect's own and cannot be declared
                {name: 'a b', description: x}                        | scopes[0].name: must be visible ASCII without " and \\, RFC 6749 §3.3
                {name: a}                                            | scopes[0].description: missing; the consent page shows it
                {description: x}                                     | scopes[0].name: missing
                {name: a, description: x, claims: [iss]}             | scopes[0].claims[0]: reserved for the protocol, a scope cannot stand for it
                {name: a, description: x, claims: ['1']}             | scopes[0].claims[0]: must be letters, digits and _.:/- after a letter
                {name: a, description: x, claim: [x]}                | scopes[0].claim: unknown key, did you mean claims?
                orders                                               | scopes[0]: must be a mapping
                """)
        void isEachOfTheseScopes(String scope, String problem) throws Exception {
            assertThat(read("scopes:\n  - " + scope + "\n").problems())
                    .singleElement()
                    .extracting(found -> found.path() + ": " + found.rule())
                    .isEqualTo(problem);
        }

        @Test
        void isAKeySetThatIsNotPublicOrNotStrong() throws Exception {
            assertKeysRefused(
                    new ECKeyGenerator(Curve.P_256).generate().toString(), "holds a private or symmetric key");
            assertKeysRefused(
                    new OctetSequenceKeyGenerator(256).generate().toString(), "holds a private or symmetric key");
            assertKeysRefused(
                    new RSAKeyGenerator(1024, true).generate().toPublicJWK().toString(),
                    "keys must be RSA of at least 2048");
            assertKeysRefused(
                    new ECKeyGenerator(Curve.P_384).generate().toPublicJWK().toString(),
                    "keys must be RSA of at least 2048");
            assertKeysRefused("{\"kty\": \"EC\", \"crv\": \"P-256\"}", "not a JWK set, RFC 7517 §5");
            assertKeysRefused("", "holds no key");
        }

        @Test
        void isNotYaml() throws Exception {
            assertThat(read("clients:\n  - client_id: a\n   client_secret: " + SECRET + "\n")
                            .problems())
                    .singleElement()
                    .asString()
                    .contains("clients.yaml:3: not valid YAML: ")
                    .doesNotContain(SECRET);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "- a\n",
                    "clients: {}\n",
                    "clients: &a [*a]\n",
                    "clients: [&a {client_id: a, jwks: *a}]\n",
                    "clients:\n  - !!javax.script.ScriptEngineManager []\n",
                    "a: 1\n---\nb: 2\n"
                })
        void isAnyOtherShape(String text) throws Exception {
            assertThat(read(text).problems()).isNotEmpty();
        }

        @Test
        void isABombOfAliases() throws Exception {
            var bomb = new StringBuilder("a0: &a0 [x]\n");
            for (var level = 1; level < 60; level++) {
                bomb.append("a%d: &a%d [*a%d, *a%d]\n".formatted(level, level, level - 1, level - 1));
            }

            assertThat(read(bomb.toString()).problems())
                    .singleElement()
                    .asString()
                    .contains("not valid YAML");
        }

        @Test
        void isAFileThatIsMissingOrNotText() throws Exception {
            assertThat(ClientsFile.read(folder.resolve("none.yaml"), _ -> null).problems())
                    .singleElement()
                    .asString()
                    .endsWith("none.yaml: no such file");

            var latin1 = Files.write(folder.resolve("latin1.yaml"), "# ü".getBytes(StandardCharsets.ISO_8859_1));
            assertThat(ClientsFile.read(latin1, _ -> null).problems())
                    .singleElement()
                    .asString()
                    .endsWith("latin1.yaml: not UTF-8 text");
        }

        private void assertKeysRefused(String key, String rule) throws IOException, JOSEException {
            assertThat(read(withKeys("{\"keys\": [" + key + "]}")).problems())
                    .singleElement()
                    .satisfies(problem -> assertThat(problem.path()).isEqualTo("clients[0].jwks"))
                    .satisfies(problem -> assertThat(problem.rule()).startsWith(rule));
        }
    }

    /** A valid client with one more line, which is line 6; a scope takes the place of line 5. */
    private static String withClient(String line) {
        var scope = line.startsWith("scope") ? "" : "    scope: openid\n";
        return "clients:\n  - client_id: a\n    redirect_uris:\n      - https://a.example.com/\n" + scope + "    "
                + line + "\n";
    }

    private static String withKeys(String jwks) {
        return """
                clients:
                  - client_id: billing
                    grant_types: [client_credentials]
                    token_endpoint_auth_method: private_key_jwt
                    scope: openid
                    jwks: %s
                """.formatted(jwks);
    }

    private Declarations read(String text) throws IOException {
        return ClientsFile.read(Files.writeString(folder.resolve("clients.yaml"), text), ENVIRONMENT::get);
    }
}
