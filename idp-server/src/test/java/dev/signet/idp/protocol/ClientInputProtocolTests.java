package dev.signet.idp.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.idp.settings.IdpProperties;
import dev.signet.idp.test.Browser;
import dev.signet.idp.test.Browser.Page;
import dev.signet.idp.test.OwnClient;
import dev.signet.idp.test.SignetTest;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

@SignetTest
@DisplayName("What clients send to the endpoints of clients, and had better not")
class ClientInputProtocolTests {

    private static final String TOKEN = "/oauth2/token";
    private static final String PAR = "/oauth2/par";
    private static final String INTROSPECTION = "/oauth2/introspect";
    private static final String REVOCATION = "/oauth2/revoke";
    private static final String DEVICE = "/oauth2/device_authorization";

    private static final List<String> ENDPOINTS = List.of(TOKEN, PAR, INTROSPECTION, REVOCATION, DEVICE);

    @Autowired
    IdpProperties idp;

    URI issuer;
    Browser browser;

    @BeforeEach
    void client() {
        issuer = idp.issuer();
        browser = new Browser(issuer);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/json",
                "text/plain",
                "multipart/form-data; boundary=x",
                "application/x-www-form-urlencoded-not",
                "nonsense"
            })
    @DisplayName("RFC 6749 §3.2: a body that is no form is 415, whatever it holds")
    void aBodyThatIsNoForm(String type) {
        for (var endpoint : ENDPOINTS) {
            var answer = post(endpoint, type, "grant_type=client_credentials&token=x");

            assertThat(answer.status()).as(endpoint).isEqualTo(415);
            assertThat(answer.body()).as(endpoint).contains("\"error\":\"invalid_request\"");
            assertThat(answer.header("Accept")).isEqualTo("application/x-www-form-urlencoded");
        }
    }

    @Test
    void aFormMayNameItsCharacters() {
        assertThat(post(TOKEN, "Application/X-WWW-Form-Urlencoded; charset=UTF-8", "grant_type=client_credentials")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void aFormThatIsTooLargeIs413() {
        for (var endpoint : ENDPOINTS) {
            assertThat(form(endpoint, "a=" + "x".repeat(3 * 1024 * 1024)).status())
                    .as(endpoint)
                    .isEqualTo(413);
        }
    }

    @ParameterizedTest
    @CsvSource({
        TOKEN + ", grant_type=authorization_code&redirect_uri=http://127.0.0.1/&code=, invalid_grant",
        TOKEN + ", grant_type=authorization_code&code=x&redirect_uri=http://127.0.0.1/, invalid_grant",
        TOKEN + ", grant_type=refresh_token&refresh_token=rt_, invalid_grant",
        TOKEN + ", grant_type=client_credentials&scope=, invalid_scope",
        TOKEN + ", grant_type=client_credentials&resource=https://a.example/, invalid_target",
        TOKEN + ", grant_type=, unsupported_grant_type",
        PAR + ", response_type=code&redirect_uri=http://127.0.0.1/callback&state=, invalid_request",
        PAR + ", response_type=code&redirect_uri=http://127.0.0.1/callback&nonce=, invalid_request",
        PAR + ", response_type=code&redirect_uri=http://127.0.0.1/callback&request=, invalid_request",
        INTROSPECTION + ", token=, invalid_request",
        REVOCATION + ", token=, invalid_request",
    })
    void aParameterThatIsTooLong(String endpoint, String form, String error) {
        var answer = form(endpoint, form + "x".repeat(20_000));

        assertThat(answer.status()).as(answer.body()).isEqualTo(400);
        assertThat(answer.body()).contains("\"error\":\"" + error);
    }

    @Test
    @DisplayName("RFC 6749 §3.2: a parameter that is there twice")
    void aParameterThatIsThereTwice() {
        for (var form : List.of(
                "grant_type=client_credentials&grant_type=client_credentials",
                "grant_type=client_credentials&scope=orders:read&scope=orders:read",
                "grant_type=authorization_code&code=a&code=b",
                "grant_type=refresh_token&refresh_token=a&refresh_token=b")) {
            var answer = form(TOKEN, form);
            assertThat(answer.status()).as(form).isEqualTo(400);
            assertThat(answer.body()).as(form).contains("invalid_request");
        }
    }

    /** Each parameter that an endpoint knows, with each of these values. */
    @Test
    void nothingIsAFailureOfOurs() {
        var values = List.of(
                "",
                " ",
                "%",
                "\uFFFF",
                "\u202E",
                "null",
                "-1",
                "[]",
                "{}",
                "a.b.c",
                "a.b.c.d.e",
                "rt_AAAA",
                "at_AAAA",
                "..",
                "' OR 1=1 --",
                "eyJhbGciOiJub25lIn0.e30.",
                "urn:ietf:params:oauth:request_uri:x",
                noise());
        var names = List.of(
                "grant_type",
                "code",
                "redirect_uri",
                "code_verifier",
                "refresh_token",
                "scope",
                "resource",
                "device_code",
                "subject_token",
                "subject_token_type",
                "requested_token_type",
                "actor_token",
                "audience",
                "client_assertion",
                "client_assertion_type",
                "token",
                "token_type_hint",
                "request",
                "request_uri",
                "claims",
                "dpop_jkt",
                "max_age",
                "prompt",
                "acr_values",
                "id_token_hint");
        var usual = "grant_type=client_credentials&response_type=code&redirect_uri=http://127.0.0.1/callback";
        for (var endpoint : ENDPOINTS) {
            for (var name : names) {
                for (var value : values) {
                    var encoded = URLEncoder.encode(value, StandardCharsets.UTF_8);
                    var form = usual.replaceAll("(^|&)" + name + "=[^&]*", "") + "&" + name + "=" + encoded;
                    assertThat(form(endpoint, form).status())
                            .as(endpoint + " " + form)
                            .isLessThan(500);
                }
            }
        }
    }

    private Page form(String endpoint, String form) {
        return post(endpoint, "application/x-www-form-urlencoded", form);
    }

    private Page post(String endpoint, String type, String body) {
        return browser.send(HttpRequest.newBuilder(issuer.resolve(endpoint))
                .header("Content-Type", type)
                .header("Authorization", OwnClient.basicOf("shop").toHTTPAuthorizationHeader())
                .POST(BodyPublishers.ofString(body)));
    }

    private static String noise() {
        return new Random(8)
                .ints(300, 1, 0xd7ff)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
