package dev.signet.idp.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.idp.settings.IdpProperties;
import dev.signet.idp.test.Browser;
import dev.signet.idp.test.ClientDocument;
import dev.signet.idp.test.SignetTest;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@SignetTest
@DisplayName("Client registration, where nobody asked for it")
class ClosedRegistrationProtocolTests {

    @Autowired
    IdpProperties idp;

    @Test
    void isNotThere() {
        var browser = new Browser(idp.issuer());
        var body = BodyPublishers.ofString("{\"redirect_uris\": [\"https://rp.example.com/callback\"]}");

        assertThat(browser.send(HttpRequest.newBuilder(idp.issuer().resolve("/connect/register"))
                                .header("Content-Type", "application/json")
                                .POST(body))
                        .status())
                .isEqualTo(404);
        for (var method : List.of("GET", "PUT", "DELETE")) {
            assertThat(browser.send(HttpRequest.newBuilder(idp.issuer().resolve("/connect/register/x"))
                                    .header("Authorization", "Bearer x")
                                    .method(method, body))
                            .status())
                    .isEqualTo(404);
        }
    }

    @Test
    void isNotAnnounced() {
        assertThat(new Browser(idp.issuer())
                        .open("/.well-known/openid-configuration")
                        .body())
                .doesNotContain("registration_endpoint", "client_id_metadata_document_supported");
    }

    @Test
    @DisplayName("a client_id that is an address is looked up like any other, and nothing is fetched")
    void readsNoDocuments() {
        try (var agent = new ClientDocument()) {
            var page = new Browser(idp.issuer())
                    .open(agent.relyingParty(idp.issuer(), "openid").authorizationRequest());

            assertThat(page.status()).isEqualTo(400);
            assertThat(agent.readings()).isZero();
        }
    }
}
