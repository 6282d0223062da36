package dev.signet.idp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.idp.test.SignetTest;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalManagementPort;

@SignetTest
class ApplicationStartTests {

    @Test
    void isReadyOnceItHasStarted(@LocalManagementPort int port) throws IOException, InterruptedException {
        try (var http = HttpClient.newHttpClient()) {
            var answer = http.send(
                    HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/actuator/health/readiness"))
                            .build(),
                    BodyHandlers.ofString());

            assertThat(answer.body()).isEqualTo("{\"status\":\"UP\"}");
        }
    }
}
