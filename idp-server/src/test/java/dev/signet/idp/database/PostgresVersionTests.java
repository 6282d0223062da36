package dev.signet.idp.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.signet.idp.IdpServerApplication;
import dev.signet.idp.test.Browser;
import dev.signet.idp.test.Persona;
import dev.signet.idp.test.RelyingParty;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;

/** Every other test runs on the version that Signet brings. */
@DisplayName("A PostgreSQL of one's own")
@ExtendWith(OutputCaptureExtension.class)
class PostgresVersionTests {

    @ParameterizedTest
    @ValueSource(ints = {15, 16, 17})
    void carriesAWholeSignIn(int major) throws IOException {
        try (var server = start(major);
                var signet = signet(server)) {
            assertThat(versionOf(server)).startsWith(major + ".");
            var issuer = issuer(signet);
            var shop = RelyingParty.shop(issuer, "openid profile offline_access");
            var browser = new Browser(issuer);

            var tokens =
                    shop.tokens(Persona.ada(signet).signInTo(shop, browser)).getTokens();
            var refreshed =
                    shop.refresh(tokens.getRefreshToken()).toSuccessResponse().getTokens();

            assertThat(shop.userInfo(refreshed.getBearerAccessToken())
                            .toSuccessResponse()
                            .getUserInfo()
                            .getName())
                    .isEqualTo("Ada Lovelace");
            assertThat(actions(server)).contains("session.started", "grant.started");
        }
    }

    @Test
    void isRefusedWhereItIsTooOld(CapturedOutput output) throws IOException {
        try (var server = start(14)) {
            assertThatException().isThrownBy(() -> signet(server));

            assertThat(output.getErr().lines().filter(line -> line.startsWith("Signet did not start.")))
                    .singleElement()
                    .asString()
                    .matches("Signet did not start\\. spring\\.datasource\\.url: Signet needs PostgreSQL 15 or later,"
                            + " and 127\\.0\\.0\\.1:\\d+/signet runs 14\\.\\d+\\.");
            assertThat(tables(server)).isZero();
        }
    }

    private static OtherPostgres start(int major) throws IOException {
        assumeThat(Path.of("target/postgres-" + major, PostgresBinaries.archiveName()))
                .as("the archive of PostgreSQL " + major + ", which the build unpacks where there is one")
                .matches(Files::exists);
        return OtherPostgres.start(major);
    }

    private static ConfigurableApplicationContext signet(OtherPostgres server) throws IOException {
        var port = RememberedPort.anyFree();
        var settings = new ArrayList<>(server.settings());
        settings.addAll(List.of(
                "--idp.issuer=http://localhost:" + port,
                "--server.port=" + port,
                "--management.server.port=0",
                "--idp.data-dir=target/test-data",
                "--idp.config-dir=src/test/config"));
        return SpringApplication.run(IdpServerApplication.class, settings.toArray(String[]::new));
    }

    private static URI issuer(ConfigurableApplicationContext signet) {
        return URI.create(signet.getEnvironment().getRequiredProperty("idp.issuer"));
    }

    private static String versionOf(OtherPostgres server) {
        return server.sql("signet")
                .sql("SHOW server_version")
                .query(String.class)
                .single();
    }

    private static List<String> actions(OtherPostgres server) {
        return server.sql("signet")
                .sql("SELECT DISTINCT action FROM audit_event")
                .query((row, _) -> row.getString("action"))
                .list();
    }

    private static long tables(OtherPostgres server) {
        return server.sql("signet")
                .sql("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'")
                .query(Long.class)
                .single();
    }
}
