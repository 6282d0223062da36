package dev.signet.idp.start;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/**
 * Asks the management port whether this node is alive: the health check of the container image, which has no curl.
 *
 * <p>Exits with 0 if it is. A node whose database is down is alive: restarting it would not help.
 */
class HealthCheck {

    private HealthCheck() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        var port = System.getenv().getOrDefault("MANAGEMENT_SERVER_PORT", "9001");
        var liveness = URI.create("http://127.0.0.1:" + port + "/actuator/health/liveness");
        try (var http = HttpClient.newHttpClient()) {
            var answer = http.send(
                    HttpRequest.newBuilder(liveness)
                            .timeout(Duration.ofSeconds(4))
                            .build(),
                    BodyHandlers.ofString());
            System.out.println(answer.body());
            System.exit(answer.statusCode() == 200 ? 0 : 1);
        }
    }
}
