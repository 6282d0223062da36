package dev.signet.idp.clientauthentication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signet.idp.settings.MutualTlsAddress;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;

class ClientCertificatesTests {

    private static final MutualTlsAddress NO_ALIAS = new MutualTlsAddress(null);

    private static final String FORWARDED = "org.apache.tomcat.request.forwarded";

    private final MockHttpServletRequest request = new MockHttpServletRequest();

    @BeforeEach
    void aRequestWithACertificateInAHeader() throws IOException {
        var pem = Files.readString(Path.of("src/test/mtls/partner.pem"));
        request.addHeader(
                "X-Client-Cert", URLEncoder.encode(pem, StandardCharsets.UTF_8).replace("+", "%20"));
    }

    @Test
    void aHeaderIsBelievedFromATrustedProxyOnly() {
        var certificates = new ClientCertificates(new MutualTlsProperties(true, "X-Client-Cert", null), NO_ALIAS);
        assertThat(certificates.of(request)).isEmpty();

        request.setAttribute(FORWARDED, true);
        assertThat(certificates.of(request)).isPresent();
    }

    @Test
    void aHeaderIsNothingWhereNoneWasSetUp() {
        request.setAttribute(FORWARDED, true);

        assertThat(new ClientCertificates(new MutualTlsProperties(true, null, null), NO_ALIAS).of(request))
                .isEmpty();
        assertThat(new ClientCertificates(new MutualTlsProperties(false, null, null), NO_ALIAS).of(request))
                .isEmpty();
    }

    @Test
    @DisplayName("RFC 8705 §5: another address is one of mutual TLS, and an origin")
    void anotherAddressIsAnOrigin() {
        var address = new MutualTlsAddress(URI.create("https://mtls.id.example.com:8443"));

        assertThat(address.url("/oauth2/token")).contains("https://mtls.id.example.com:8443/oauth2/token");
        assertThat(NO_ALIAS.url("/oauth2/token")).isEmpty();
        assertThatThrownBy(() -> new ClientCertificates(new MutualTlsProperties(false, null, null), address))
                .hasMessageContaining("idp.mtls.enabled must be true");
        for (var other : List.of(
                "http://mtls.id.example.com",
                "https://mtls.id.example.com/",
                "https://mtls.id.example.com?a=b",
                "https://me@mtls.id.example.com",
                "mtls.id.example.com")) {
            assertThatThrownBy(() -> new MutualTlsAddress(URI.create(other)))
                    .as(other)
                    .hasMessageContaining("must be an https origin");
        }
    }
}
