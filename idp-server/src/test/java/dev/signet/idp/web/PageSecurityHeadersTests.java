package dev.signet.idp.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.idp.settings.IdpProperties;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

class PageSecurityHeadersTests {

    private static final String LOCAL = "http://localhost:9000";

    private final MockHttpServletRequest request = new MockHttpServletRequest();

    @Test
    void letAPageLoadFromUsAloneAndRunNothingInline() {
        assertThat(headers(LOCAL).getHeader("Content-Security-Policy"))
                .isEqualTo("default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
                        + "font-src 'self'; connect-src 'self'; frame-ancestors 'none'; base-uri 'none'; "
                        + "form-action 'self'");
    }

    @Test
    void keepAPageFromFramesCachesAndReferrers() {
        var headers = headers(LOCAL);

        assertThat(headers.getHeader("X-Frame-Options")).isEqualTo("DENY");
        assertThat(headers.getHeader("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(headers.getHeader("Referrer-Policy")).isEqualTo("no-referrer");
        // An application that opens the sign-in in a window of its own talks to that window afterwards.
        assertThat(headers.getHeader("Cross-Origin-Opener-Policy")).isNull();
        assertThat(headers.getHeader("Cache-Control")).isEqualTo("no-store");
    }

    @Test
    void askForTlsWhereTheIssuerHasIt() {
        assertThat(headers("https://id.example.com").getHeader("Strict-Transport-Security"))
                .isEqualTo("max-age=63072000");
        assertThat(headers(LOCAL).getHeader("Strict-Transport-Security")).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "https://app.example.com/callback?x=1, https://app.example.com",
        "https://app.example.com:8443/callback, https://app.example.com:8443",
        "http://127.0.0.1:51004/, http://127.0.0.1:51004",
        "http://[::1]:51004/, http:",
        "com.example.app:/callback, com.example.app:",
    })
    void letFormsLeadToTheOriginOfTheRedirectUri(String redirectUri, String source) {
        assertThat(formAction(redirectUri)).isEqualTo("form-action 'self' " + source);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://a.example; script-src *",
                "https://*.example/",
                "not an address",
                "/relative",
                "https://a_b.example/",
                "https:///nothing"
            })
    void leaveOutWhatIsNoOrigin(String redirectUri) {
        assertThat(formAction(redirectUri)).isEqualTo("form-action 'self'");
    }

    @Test
    void letNothingBeFramedButTheOriginsThatAPageNames() {
        assertThat(headers(LOCAL).getHeader("Content-Security-Policy")).doesNotContain("frame-src");

        PageSecurityHeaders.allowFrames(
                request,
                List.of(
                        "https://a.example.com/logout?iss=x",
                        "https://a.example.com/other",
                        "http://127.0.0.1:8080/logout",
                        "https://b.example; script-src *"));

        assertThat(headers(LOCAL).getHeader("Content-Security-Policy"))
                .endsWith("form-action 'self'; frame-src https://a.example.com http://127.0.0.1:8080");
    }

    private @Nullable String formAction(String redirectUri) {
        PageSecurityHeaders.allowFormTarget(request, redirectUri);
        var policy = headers(LOCAL).getHeader("Content-Security-Policy");
        return policy == null ? null : policy.substring(policy.indexOf("form-action"));
    }

    private MockHttpServletResponse headers(String issuer) {
        var response = new MockHttpServletResponse();
        new PageSecurityHeaders(new IdpProperties(URI.create(issuer), Path.of("data"), Path.of("config")))
                .writeHeaders(request, response);
        return response;
    }
}
