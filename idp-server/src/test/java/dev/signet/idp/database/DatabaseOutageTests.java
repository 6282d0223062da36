package dev.signet.idp.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signet.idp.IdpServerApplication;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.config.annotation.web.configuration.WebSecurityCustomizer;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerResponse;

class DatabaseOutageTests {

    private static final Path SERVER = Path.of("target/outage/server");
    private static final Path DATA = Path.of("target/outage/data");

    private final HttpClient http = HttpClient.newHttpClient();

    @Test
    void isAnswered503AndPassesByItself() throws IOException, InterruptedException {
        var server = new LocalPostgres(SERVER, _ -> {}, "fsync=off");
        try (var signet = start(server)) {
            assertThat(row(signet).body()).isEqualTo("1");
            assertThat(health(signet, "readiness")).isEqualTo(200);

            server.close();
            var refused = row(signet);
            assertThat(refused.statusCode()).isEqualTo(503);
            assertThat(refused.headers().firstValue("Retry-After")).hasValue("5");
            assertThat(refused.body()).doesNotContain("Exception", "127.0.0.1");
            assertThat(health(signet, "readiness")).isEqualTo(503);
            assertThat(health(signet, "liveness")).isEqualTo(200);

            server = new LocalPostgres(SERVER, _ -> {}, "fsync=off");
            await().atMost(Duration.ofSeconds(30)).until(() -> row(signet).statusCode() == 200);
            assertThat(health(signet, "readiness")).isEqualTo(200);
        } finally {
            server.close();
        }
    }

    @Test
    void startsNoServerOfItsOwnWhereOneIsConfigured() {
        try (var server = new LocalPostgres(SERVER, _ -> {}, "fsync=off");
                var _ = start(server)) {
            assertThat(DATA.resolve("postgres")).doesNotExist();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"08001", "08006", "57P01", "57P03", "53300"})
    void isRecognisedByItsState(String state) {
        assertThat(DatabaseOutage.isOutage(new IllegalStateException(new SQLException("gone", state))))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"23505", "42601", "40001", "28P01"})
    void isNotWhatAnotherStateSays(String state) {
        assertThat(DatabaseOutage.isOutage(new IllegalStateException(new SQLException("wrong", state))))
                .isFalse();
    }

    private static ConfigurableApplicationContext start(LocalPostgres server) {
        return new SpringApplicationBuilder(IdpServerApplication.class, OneRow.class)
                .run(
                        "--spring.datasource.url=" + server.jdbcUrl(),
                        "--spring.datasource.username=" + server.application().username(),
                        "--spring.datasource.password=" + server.application().password(),
                        "--spring.liquibase.user=" + server.owner().username(),
                        "--spring.liquibase.password=" + server.owner().password(),
                        "--idp.data-dir=" + DATA,
                        "--idp.config-dir=" + DATA,
                        "--server.port=0",
                        "--management.server.port=0");
    }

    private HttpResponse<String> row(ConfigurableApplicationContext signet) throws IOException, InterruptedException {
        return get(signet, "local.server.port", "/one-row");
    }

    private int health(ConfigurableApplicationContext signet, String group) throws IOException, InterruptedException {
        return get(signet, "local.management.port", "/actuator/health/" + group).statusCode();
    }

    private HttpResponse<String> get(ConfigurableApplicationContext signet, String port, String path)
            throws IOException, InterruptedException {
        var address = "http://localhost:" + signet.getEnvironment().getProperty(port) + path;
        return http.send(HttpRequest.newBuilder(URI.create(address)).build(), BodyHandlers.ofString());
    }

    /** A page that needs the database and nothing else. */
    static class OneRow {

        @Bean
        RouterFunction<ServerResponse> oneRow(JdbcClient jdbc) {
            return RouterFunctions.route()
                    .GET(
                            "/one-row",
                            _ -> ServerResponse.ok()
                                    .body(jdbc.sql("SELECT '1'")
                                            .query(String.class)
                                            .single()))
                    .build();
        }

        @Bean
        WebSecurityCustomizer openToAll() {
            return web -> web.ignoring().requestMatchers("/one-row", "/error");
        }
    }
}
