package dev.signet.idp.federation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.idp.federation.Provider.Endpoints;
import dev.signet.idp.federation.Provider.Verified;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("providers.yaml")
class ProvidersFileTests {

    private static final String PEM = """
            -----BEGIN PRIVATE KEY-----
            MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgevZzL1gdAFr88hb2
            OF/2NxApJCzGCEDdfSp6VQO30hyhRANCAAQRWz+jn65BtOMvdyHKcvjBeBSDZH2r
            1RTwjmYSi9R/zpBnuQ4EiMnCqfMPWiZqB4QdbAd0E7oH50VpuZ1P087G
            -----END PRIVATE KEY-----
            """;

    @TempDir
    Path folder;

    @Test
    void aPresetNeedsNoMoreThanWhatTheProviderGave() {
        var google = provider("""
                providers:
                  - id: google
                    preset: google
                    client_id: 123.apps.googleusercontent.com
                    client_secret: ${GOOGLE_SECRET}
                """);

        assertThat(google.name()).isEqualTo("Google");
        assertThat(google.issuer()).isEqualTo("https://accounts.google.com");
        assertThat(google.isOpenId()).isTrue();
        assertThat(google.addresses().authoritativeFor()).contains("gmail.com");
        assertThat(google.addresses().hostedDomainClaim()).isEqualTo("hd");
        assertThat(google.creation().enabled()).isFalse();
    }

    @Test
    void whatTheFileSaysGoesOverThePreset() {
        var github = provider("""
                providers:
                  - id: github
                    preset: github
                    name: GitHub Enterprise
                    client_id: a
                    client_secret: ${GOOGLE_SECRET}
                    issuer: https://github.corp.example
                    user_endpoint: https://github.corp.example/api/v3/user
                    authoritative_for: [CORP.example]
                    claims: {nickname: name}
                    email_verified: always
                """);

        assertThat(github.issuer()).isEqualTo("https://github.corp.example");
        assertThat(github.endpoints())
                .extracting(Endpoints::user, Endpoints::token)
                .containsExactly(
                        "https://github.corp.example/api/v3/user", "https://github.com/login/oauth/access_token");
        assertThat(github.addresses().authoritativeFor()).containsExactly("corp.example");
        assertThat(github.addresses().verified()).isEqualTo(Verified.ALWAYS);
        assertThat(github.claims()).containsEntry("nickname", "name").containsEntry("preferred_username", "login");
    }

    @Test
    void microsoftsIssuerTakesTheTenant() {
        var microsoft = provider("""
                providers:
                  - id: microsoft
                    preset: microsoft
                    tenant: 11111111-2222-3333-4444-555555555555
                    client_id: a
                    client_secret: ${GOOGLE_SECRET}
                """);

        assertThat(microsoft.issuer())
                .isEqualTo("https://login.microsoftonline.com/11111111-2222-3333-4444-555555555555/v2.0");
        assertThat(microsoft.addresses().verified()).isEqualTo(Verified.NEVER);
    }

    @Test
    void applesSecretIsAKey() throws IOException {
        Files.writeString(folder.resolve("apple.p8"), PEM);
        var content = read("""
                providers:
                  - id: apple
                    preset: apple
                    client_id: com.example.signet
                    team_id: TEAM
                    key_id: KEY
                    private_key_file: apple.p8
                """);

        assertThat(content.problems()).isEmpty();
        assertThat(content.providers().getFirst().provider().formPost()).isTrue();
        assertThat(content.providers().getFirst().toString()).doesNotContain("PRIVATE KEY");
    }

    @Test
    void everythingThatIsWrongIsSaidAtOnceWithItsLine() {
        var content = read("""
                providers:
                  - id: Google
                    preset: gogle
                    client_id: a
                    client_secrt: x
                  - id: corp
                    issuer: http://corp.example
                    client_id: a
                    client_secret: ${NOT_SET}
                    domains: [corp.example]
                    token_endpoint: https://corp.example/token
                    claims: {roles: groups}
                    scope: email
                  - id: microsoft
                    preset: microsoft
                    client_id: a
                    client_secret: ${GOOGLE_SECRET}
                """);

        assertThat(content.problems().stream().map(it -> it.line() + " " + it.path() + ": " + it.rule()))
                .anyMatch(it -> it.startsWith("2 providers[0].id: must be 1 to 32"))
                .anyMatch(it -> it.startsWith("3 providers[0].preset: not known, must be google,"))
                .anyMatch(it -> it.equals("5 providers[0].client_secrt: unknown key, did you mean client_secret?"))
                .anyMatch(it -> it.startsWith("7 providers[1].issuer: must be an https URL"))
                .anyMatch(it -> it.contains("the environment variable NOT_SET is not set"))
                .anyMatch(it -> it.startsWith("11 providers[1].token_endpoint: an OpenID provider says this itself"))
                .anyMatch(it -> it.startsWith("12 providers[1].claims: roles is not a claim that a provider can fill"))
                .anyMatch(it -> it.startsWith("13 providers[1].scope: must have openid"))
                .anyMatch(it -> it.contains("tenant: missing"));
    }

    @Test
    void theFileThatIsShippedHasNoneAndItsExamplesAreRight() throws IOException {
        var shipped = Files.readString(Path.of("../config/providers.yaml"));
        assertThat(read(shipped).providers()).isEmpty();

        var examples = shipped.substring(shipped.indexOf("#providers:"))
                .replaceAll("(?m)^#", "")
                .replace("client_secret_file: /run/secrets/example", "client_secret: ${GOOGLE_SECRET}");
        var content = read(examples);

        assertThat(content.problems()).isEmpty();
        assertThat(content.providers().stream().map(it -> it.provider().id())).containsExactly("google", "example");
    }

    @Test
    void aDomainLeadsToOneProvider() {
        var content = read("""
                providers:
                  - {id: one, issuer: "https://one.example", client_id: a, client_secret: "${GOOGLE_SECRET}", domains: [corp.example]}
                  - {id: two, issuer: "https://two.example", client_id: a, client_secret: "${GOOGLE_SECRET}", domains: [corp.example]}
                """);

        assertThat(content.problems())
                .singleElement()
                .satisfies(
                        it -> assertThat(it.toString())
                                .endsWith(
                                        "providers.yaml:3: providers[1].domains: people of corp.example are led to one already"));
    }

    private Provider provider(String yaml) {
        var content = read(yaml);
        assertThat(content.problems()).isEmpty();
        return content.providers().getFirst().provider();
    }

    private ProvidersFile.Content read(String yaml) {
        try {
            var file = folder.resolve("providers.yaml");
            Files.writeString(file, yaml);
            return ProvidersFile.read(
                    file,
                    Map.of("GOOGLE_SECRET", "a-secret-of-enough-characters-0123456789")::get,
                    "stored"::equals,
                    List.of());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aSecretThatIsStoredNeedNotBeGivenAgain() {
        assertThat(read("""
                providers:
                  - {id: stored, issuer: "https://id.example.com", client_id: a}
                """).providers())
                .singleElement()
                .extracting(DeclaredProvider::secret)
                .isNull();
        assertThat(read("""
                providers:
                  - {id: fresh, issuer: "https://id.example.com", client_id: a}
                """).problems()).singleElement().asString().contains("client_secret");
    }

    @Test
    void aRuleNamesAClaimItsValueAndARole() {
        var own = provider("""
                providers:
                  - id: stored
                    issuer: https://id.example.com
                    client_id: a
                    roles:
                      - {claim: groups, contains: Support Team, role: help-desk}
                """);

        assertThat(own.roles()).containsExactly(new RoleRule("groups", "Support Team", "help-desk"));
        assertThat(read("""
                providers:
                  - id: stored
                    issuer: https://id.example.com
                    client_id: a
                    roles:
                      - {claim: groups, role: Not A Role}
                """).problems())
                .extracting(Object::toString)
                .anySatisfy(it -> assertThat(it).contains("roles[0].role"))
                .anySatisfy(it -> assertThat(it).contains("roles[0].contains: missing"));
    }

    /** What the console shows and {@code config export} prints says the same without its preset. */
    @ParameterizedTest
    @ValueSource(strings = {"google", "apple", "github", "gitlab", "microsoft"})
    void whatIsExportedReadsBackTheSame(String preset) {
        var first =
                provider("""
                providers:
                  - id: stored
                    preset: %s
                    client_id: a
                    tenant: 01234567-89ab-cdef-0123-456789abcdef
                    team_id: TEAM
                    key_id: KEY
                    domains: [corp.example]
                    create_accounts: true
                    claims: {name: "", website: blog}
                    roles: [{claim: groups, contains: a, role: auditor}]
                """.formatted(preset).replaceAll(preset.equals("apple") ? "^$" : " +(team|key)_id: .*\n", ""));

        var draft = ProviderDraft.read("stored", ProviderFields.of(first), "");

        assertThat(draft.problems()).isEmpty();
        assertThat(draft.declared()).isEqualTo(new DeclaredProvider(first, null, null));
    }

    @Test
    void whatSomebodyTypedReadsNoFileAndNoVariable() {
        var draft = ProviderDraft.read(
                "own",
                Map.of(
                        "issuer", "https://id.example.com",
                        "client_id", "a",
                        "client_secret_file", "/etc/passwd",
                        "secret_file", "/etc/passwd"),
                "${PATH}");

        assertThat(draft.problems())
                .singleElement()
                .satisfies(it -> assertThat(it.field()).isEqualTo("secret"));
        assertThat(draft.declared()).extracting(DeclaredProvider::secret).isNull();
    }

    @Test
    void anEmptyListIsNoProvider() {
        assertThat(read("providers: []\n").providers()).isEqualTo(List.of());
    }
}
