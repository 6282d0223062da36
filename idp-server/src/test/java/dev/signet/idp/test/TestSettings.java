package dev.signet.idp.test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;

/** The settings of {@link SignetTest}. The port is chosen here, because the issuer has to name it. */
class TestSettings implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    private static final List<String> UNLIMITED = List.of(
            "sign-in.address",
            "client-authentication",
            "oauth-refusal",
            "admin-api",
            "factor.passkey",
            "client-registration",
            "client-document",
            "device-code",
            "device-authorization",
            "link",
            "provider",
            "proof-mail",
            "upstream-logout",
            "registration",
            "recovery",
            "password-strength");

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        var port = freePort();
        var database = TestDatabase.empty();
        var settings = new HashMap<String, Object>(Map.of(
                "server.port",
                port,
                "idp.issuer",
                "http://localhost:" + port,
                "idp.data-dir",
                "target/test-data",
                "idp.config-dir",
                "src/test/config",
                "management.server.port",
                0));
        settings.put("spring.datasource.url", database.url());
        settings.put("spring.datasource.username", database.applicationRole().username());
        settings.put("spring.datasource.password", database.applicationRole().password());
        settings.put("spring.liquibase.user", database.ownerRole().username());
        settings.put("spring.liquibase.password", database.ownerRole().password());
        settings.put("idp.outbound.allow-loopback", true);
        settings.put("spring.mail.host", "127.0.0.1");
        settings.put("spring.mail.port", MailServer.shared().port());
        settings.put("idp.registration.mode", "open");
        settings.put("idp.mail.from", "signet@id.example.com");
        // Last, so that a test can have them as they are: all requests come from one address.
        context.getEnvironment()
                .getPropertySources()
                .addLast(new MapPropertySource(
                        "signet-test-limits",
                        UNLIMITED.stream().collect(Collectors.toMap(it -> "idp.limits." + it, _ -> "100000 per 1m"))));
        context.getEnvironment().getPropertySources().addFirst(new MapPropertySource("signet-test", settings));
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
