package dev.signet.idp.test;

import dev.signet.idp.IdpServerApplication;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;

/**
 * Another Signet with a database of its own, at which the first is a relying party. At 127.0.0.1 instead of localhost, so
 * that a browser keeps their cookies apart.
 */
public final class SecondSignet implements AutoCloseable {

    public static final String SECRET = "second-secret-for-tests-0123456789";

    private final ConfigurableApplicationContext context;
    private final URI issuer;

    /**
     * @param redirectUri of the first
     * @param logoutUri where the first hears that somebody signed out
     */
    public SecondSignet(String redirectUri, String logoutUri) {
        var port = freePort();
        this.issuer = URI.create("http://127.0.0.1:" + port);
        Map<String, Object> settings = Map.of(
                "server.port", port,
                "idp.issuer", issuer.toString(),
                "idp.config-dir", configuration(redirectUri, logoutUri).toString());
        this.context = new SpringApplicationBuilder(IdpServerApplication.class)
                .initializers(
                        new TestSettings(),
                        it -> it.getEnvironment()
                                .getPropertySources()
                                .addFirst(new MapPropertySource("second-signet", settings)))
                .run();
    }

    public URI issuer() {
        return issuer;
    }

    public ConfigurableApplicationContext context() {
        return context;
    }

    private static Path configuration(String redirectUri, String logoutUri) {
        try {
            var folder = Files.createTempDirectory("second-signet");
            Files.writeString(folder.resolve("clients.yaml"), """
                    clients:
                      - client_id: first
                        client_name: First Signet
                        redirect_uris: ["%s"]
                        backchannel_logout_uri: %s
                        grant_types: [authorization_code]
                        scope: openid profile email
                        require_consent: false
                        client_secret: %s
                    """.formatted(redirectUri, logoutUri, SECRET));
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        context.close();
    }
}
