package dev.signet.idp.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Sessions are rows. Error pages have to work without the database, and documents shall cost no query. */
@PreviewTest
class SessionUseTests {

    private final int port;
    private final SessionWatch watch;

    SessionUseTests(@LocalServerPort int port, @Autowired SessionWatch watch) {
        this.port = port;
        this.watch = watch;
    }

    @BeforeEach
    void forget() {
        watch.asked().clear();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/fail/503", "/fail/bug", "/fail/busy", "/no/such/page", "/userinfo"})
    void failuresAskForNoSession(String path) throws Exception {
        get(path);

        assertThat(watch.asked()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/robots.txt", "/assets/signet.css"})
    void documentsAskForNoSession(String path) throws Exception {
        get(path);

        assertThat(watch.asked()).isEmpty();
    }

    @Test
    void templatesDoWhichShowsThatTheWatchIsAwake() throws Exception {
        get("/preview/logout/signed-out");

        assertThat(watch.asked()).containsOnly("REQUEST /preview/logout/signed-out");
    }

    private void get(String path) throws Exception {
        try (var http = HttpClient.newHttpClient()) {
            http.send(
                    HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                            .header("Accept", "text/html")
                            .build(),
                    BodyHandlers.discarding());
        }
    }
}
