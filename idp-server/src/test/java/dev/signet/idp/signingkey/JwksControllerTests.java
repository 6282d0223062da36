package dev.signet.idp.signingkey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.idp.test.TestClock;
import dev.signet.idp.test.TestDatabase;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

class JwksControllerTests {

    private final TestSigningKeys node =
            new TestSigningKeys(TestDatabase.migrated(), new TestClock(Instant.parse("2027-01-01T00:00:00Z")));
    private final MockMvcTester mvc = MockMvcTester.of(new JwksController(node.keys(), TestSigningKeys.SETTINGS));

    @Test
    void answersTheKeySet() {
        assertThat(mvc.get().uri("/oauth2/jwks"))
                .hasStatusOk()
                .hasContentType(MediaType.APPLICATION_JSON)
                .hasHeader(HttpHeaders.CACHE_CONTROL, "max-age=3600, public")
                .hasHeader(HttpHeaders.ETAG, node.keys().publishedJwks().etag())
                .hasHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, "*")
                .bodyText()
                .isEqualTo(node.keys().publishedJwks().json());
    }

    @Test
    void answersNotModifiedToWhoHasIt() {
        assertThat(mvc.get()
                        .uri("/oauth2/jwks")
                        .header(
                                HttpHeaders.IF_NONE_MATCH,
                                node.keys().publishedJwks().etag()))
                .hasStatus(304)
                .bodyText()
                .isEmpty();
    }

    @Test
    void answersAgainOnceTheKeysChanged() {
        var before = node.keys().publishedJwks().etag();
        node.rotation().publishSuccessors();
        assertThat(mvc.get().uri("/oauth2/jwks").header(HttpHeaders.IF_NONE_MATCH, before))
                .hasStatusOk();
    }
}
