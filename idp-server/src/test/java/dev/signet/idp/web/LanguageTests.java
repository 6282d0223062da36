package dev.signet.idp.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;

@PreviewTest
class LanguageTests {

    private final HttpClient http = HttpClient.newHttpClient();
    private final int port;

    LanguageTests(@LocalServerPort int port) {
        this.port = port;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"de|de", "de-CH,fr;q=0.5|de", "fr,de;q=0.5|de", "fr|en", "en-GB|en", "*|en", "de_,;;q=x|en"})
    void isTheFirstThatTheBrowserAsksForAndWeSpeak(String asked, String language) throws Exception {
        assertThat(page(asked, "")).contains("<html lang=\"" + language + "\"");
    }

    @Test
    void isEnglishIfTheBrowserSaysNothing() throws Exception {
        var answer = send(HttpRequest.newBuilder(uri("/preview/login/sign-in")));

        assertThat(answer.body()).contains("<html lang=\"en\"");
        assertThat(answer.headers().firstValue("Content-Language")).hasValue("en");
    }

    @Test
    void isRememberedOnceChosen() throws Exception {
        var answer = choose("language=de&to=%2Flogin%3Fticket%3Dabc");

        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(answer.headers().firstValue("Location")).hasValue("/login?ticket=abc");
        var cookie = answer.headers().firstValue("Set-Cookie").orElseThrow();
        assertThat(cookie)
                .startsWith("__Host-signet-lang=de;")
                .contains("Path=/;", "Secure", "HttpOnly", "SameSite=Lax", "Max-Age=31536000")
                .doesNotContain("Domain");
        assertThat(page("en", cookie.substring(0, cookie.indexOf(';')))).contains("<html lang=\"de\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"fr", "de_DE.UTF-8", "%22%3E", "x"})
    void isNotTakenFromACookieThatNamesNone(String value) throws Exception {
        assertThat(page("de", "__Host-signet-lang=" + value)).contains("<html lang=\"de\"");
    }

    @Test
    void isNotRememberedIfWeDoNotSpeakIt() throws Exception {
        var answer = choose("language=fr&to=%2Flogin");

        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(answer.headers().firstValue("Set-Cookie")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example/",
                "//evil.example/",
                "/\\evil.example/",
                "javascript:alert(1)",
                "evil",
                "/%0a/evil",
                ""
            })
    void leadsNobodyElsewhere(String to) {
        assertThat(LocalAddress.orHome(to)).isIn("/", "/%0a/evil");
    }

    @Test
    void isOfferedOnEachPageWithTheWayBack() throws Exception {
        assertThat(page("en", ""))
                .contains("action=\"/language\"", "value=\"/preview/login/sign-in?a=b&amp;c=d\"")
                .contains("lang=\"de\"", ">Deutsch<", "aria-current=\"true\">English<");
    }

    private String page(String asked, String cookie) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(uri("/preview/login/sign-in?a=b&c=d"))
                .header("Accept", "text/html")
                .header("Accept-Language", asked);
        if (!cookie.isEmpty()) {
            request.header("Cookie", cookie);
        }
        return send(request).body();
    }

    private HttpResponse<String> choose(String form) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(uri("/language"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form)));
    }

    private URI uri(String path) {
        return URI.create("http://localhost:" + port + path);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return http.send(request.build(), BodyHandlers.ofString());
    }
}
