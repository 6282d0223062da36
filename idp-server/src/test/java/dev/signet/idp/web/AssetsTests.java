package dev.signet.idp.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

@PreviewTest
class AssetsTests {

    private final HttpClient http = HttpClient.newHttpClient();
    private final int port;

    AssetsTests(@LocalServerPort int port) {
        this.port = port;
    }

    @Test
    void areAddressedByTheirContentAndKeptForAYear() throws Exception {
        var page = Jsoup.parse(get("/preview/login/sign-in").body());
        var sheets = page.select("link[rel=stylesheet]").eachAttr("href");

        assertThat(sheets).hasSize(2).allMatch(it -> it.matches("/assets/[a-z.]+-[0-9a-f]{32}\\.css"));
        for (var sheet : sheets) {
            var answer = get(sheet);
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.headers().firstValue("Cache-Control")).hasValue("max-age=31536000, public, immutable");
        }
    }

    @Test
    void areCompressed() throws Exception {
        var answer = send(HttpRequest.newBuilder(uri("/assets/tabler.min.css")).header("Accept-Encoding", "gzip"));

        assertThat(answer.headers().firstValue("Content-Encoding")).hasValue("gzip");
    }

    @Test
    void comeWithTheirLicence() throws Exception {
        assertThat(get("/assets/tabler-LICENSE.txt").body()).contains("MIT License", "Tabler Authors");
    }

    @Test
    void includeASealForTheTabAndAWordForRobots() throws Exception {
        assertThat(get("/favicon.svg").headers().firstValue("Content-Type")).hasValue("image/svg+xml");
        assertThat(get("/robots.txt").body()).contains("Disallow: /");
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(uri(path)));
    }

    private URI uri(String path) {
        return URI.create("http://localhost:" + port + path);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return http.send(request.build(), BodyHandlers.ofString());
    }
}
