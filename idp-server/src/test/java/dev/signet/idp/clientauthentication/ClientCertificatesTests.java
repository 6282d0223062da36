package dev.signet.idp.clientauthentication;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;

class ClientCertificatesTests {

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
        var certificates = new ClientCertificates(new MutualTlsProperties(true, "X-Client-Cert", null));
        assertThat(certificates.of(request)).isEmpty();

        request.setAttribute(FORWARDED, true);
        assertThat(certificates.of(request)).isPresent();
    }

    @Test
    void aHeaderIsNothingWhereNoneWasSetUp() {
        request.setAttribute(FORWARDED, true);

        assertThat(new ClientCertificates(new MutualTlsProperties(true, null, null)).of(request))
                .isEmpty();
        assertThat(new ClientCertificates(new MutualTlsProperties(false, null, null)).of(request))
                .isEmpty();
    }
}
