package dev.signet.idp.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import tools.jackson.databind.json.JsonMapper;

class ClientTests {

    @Test
    void acceptsEitherOfTwoSecretsAndNothingElse() {
        var client = TestClients.client("web-shop", Map.of(), "the old secret", "the new secret");

        assertThat(client.secretMatches("the old secret")).isTrue();
        assertThat(client.secretMatches("the new secret")).isTrue();
        assertThat(client.secretMatches("the old secre")).isFalse();
        assertThat(client.secretMatches("")).isFalse();
    }

    @Test
    void hasNoSecretThatMatchesWhenNoneIsStored() {
        assertThat(TestClients.publicClient(Map.of()).secretMatches("")).isFalse();
    }

    @Test
    void takesTheDefaultsOfTheSpecificationForWhatIsAbsent() {
        var client = TestClients.client("web-shop", Map.of());

        assertThat(client.name()).isEqualTo("web-shop");
        assertThat(client.tokenEndpointAuthMethod()).isEqualTo("client_secret_basic");
        assertThat(client.responseTypes()).containsExactly("code");
        assertThat(client.idTokenSignedResponseAlg()).isEqualTo("RS256");
        assertThat(client.requireConsent()).isTrue();
        assertThat(client.requirePkce()).isTrue();
        assertThat(client.accessTokenLifetime()).isEqualTo(Duration.ofMinutes(5));
        assertThat(client.refreshTokenIdleLifetime()).isEqualTo(Duration.ofDays(7));
        assertThat(client.refreshTokenLifetime()).isEqualTo(Duration.ofDays(30));
        assertThat(client.refreshTokenReuseWindow()).isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void requiresPkceOfAPublicClientWhateverIsRegistered() {
        assertThat(TestClients.publicClient(Map.of("require_pkce", false)).requirePkce())
                .isTrue();
    }

    @Test
    void keepsItsMetadataThroughJson() {
        var json = JsonMapper.builder().build();
        var metadata = TestClients.metadata(Map.of("access_token_lifetime", "PT1M", "client_name", "Web shop"));

        assertThat(json.readValue(json.writeValueAsString(metadata), ClientMetadata.class))
                .isEqualTo(metadata);
        assertThat(json.writeValueAsString(metadata))
                .contains("\"client_name\":\"Web shop\"", "\"access_token_lifetime\":\"PT1M\"");
    }

    @Test
    void readsMetadataThatANewerVersionWrote() {
        var written = "{\"grant_types\":[\"client_credentials\"],\"of_a_later_version\":{}}";

        assertThat(JsonMapper.builder()
                        .build()
                        .readValue(written, ClientMetadata.class)
                        .grantTypes())
                .containsExactly("client_credentials");
    }

    @Test
    void showsItselfToSpringSecurityWithoutASecret() {
        var view = TestClients.confidential(Map.of()).registered();

        assertThat(view.getClientId()).isEqualTo("web-shop");
        assertThat(view.getClientSecret()).isNull();
        assertThat(view.getClientAuthenticationMethods())
                .containsExactly(ClientAuthenticationMethod.CLIENT_SECRET_BASIC);
        assertThat(view.getScopes()).containsExactlyInAnyOrder("openid", "profile", "email", "offline_access");
        assertThat(view.getTokenSettings().isReuseRefreshTokens()).isFalse();
    }
}
