package dev.signet.idp.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("OpenID Connect Core 1.0 §8.1: which sector a client is of")
class SectorsTests {

    @Test
    void isTheHostOfTheRedirectUris() {
        assertThat(Sectors.of(redirects("https://Shop.Example.com/a", "https://shop.example.com:8443/b")))
                .contains("shop.example.com");
    }

    @Test
    void isTheHostOfTheDocumentWhereThereIsOne() {
        var metadata = TestClients.metadata(Map.of(
                "redirect_uris",
                List.of("https://a.example.com/", "com.example.app:/callback"),
                "sector_identifier_uri",
                "https://sectors.example.com/shop.json"));

        assertThat(Sectors.of(metadata)).contains("sectors.example.com");
    }

    @Test
    void isUnknownWithoutADocumentWhereHostsDifferOrSayNothing() {
        assertThat(Sectors.of(redirects("https://a.example.com/", "https://b.example.com/")))
                .isEmpty();
        assertThat(Sectors.of(redirects("https://a.example.com/", "com.example.app:/callback")))
                .isEmpty();
        assertThat(Sectors.of(redirects())).isEmpty();
        for (var everybodys : List.of("http://127.0.0.1/", "http://[::1]/", "http://localhost:8080/")) {
            assertThat(Sectors.of(redirects(everybodys))).as(everybodys).isEmpty();
        }
    }

    private static ClientMetadata redirects(String... uris) {
        return TestClients.metadata(Map.of("redirect_uris", List.of(uris)));
    }
}
