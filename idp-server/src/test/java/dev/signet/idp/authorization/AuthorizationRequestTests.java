package dev.signet.idp.authorization;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.idp.client.TestClients;
import dev.signet.idp.session.Assurance;
import dev.signet.idp.token.RequestedClaims;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("OpenID Connect Core §5.5.1.1: the acr of an answer")
class AuthorizationRequestTests {

    @Test
    void isTheBestOfWhatWasAskedFor() {
        var asked = asking(Assurance.ONE_FACTOR, Assurance.MULTI_FACTOR);

        assertThat(asked.acr(Assurance.ONE_FACTOR)).isEqualTo("1fa");
        assertThat(asked.acr(Assurance.MULTI_FACTOR)).isEqualTo("mfa");
        assertThat(asked.acr(Assurance.PHISHING_RESISTANT)).isEqualTo("mfa");
    }

    @Test
    void isNeverMoreThanWasReached() {
        assertThat(asking(Assurance.PHISHING_RESISTANT).acr(Assurance.MULTI_FACTOR))
                .isEqualTo("mfa");
    }

    @Test
    void isWhatWasReachedIfNothingWasAskedFor() {
        assertThat(asking().acr(Assurance.PHISHING_RESISTANT_HARDWARE)).isEqualTo("phrh");
    }

    private static AuthorizationRequest asking(Assurance... acceptable) {
        return new AuthorizationRequest(
                TestClients.confidential(Map.of()),
                new ResponseTarget(
                        "https://shop.example.com/callback", ResponseMode.QUERY, null, "https://id.example.com"),
                null,
                Set.of("openid"),
                RequestedClaims.NONE,
                Set.of(),
                Set.of("openid"),
                Set.of(),
                null,
                null,
                null,
                null,
                null,
                Set.of(acceptable),
                Instant.EPOCH);
    }
}
