package dev.signet.idp.test;

import dev.signet.idp.IdpServerApplication;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Environment;

/** Another node of the installation that a {@link SignetTest} runs: the same issuer, database and secrets, another port. */
public final class SecondNode implements AutoCloseable {

    /** What the two have in common. */
    private static final List<String> SHARED = List.of(
            "idp.issuer",
            "idp.data-dir",
            "idp.config-dir",
            "idp.outbound.allow-loopback",
            "idp.mail.from",
            "spring.datasource.url",
            "spring.datasource.username",
            "spring.datasource.password",
            "spring.liquibase.user",
            "spring.liquibase.password",
            "spring.mail.host",
            "spring.mail.port",
            "idp.limits.client-authentication");

    private final int port;
    private final ConfigurableApplicationContext context;

    private SecondNode(Environment first) {
        this.port = freePort();
        var settings = new ArrayList<>(List.of("--server.port=" + port, "--management.server.port=0"));
        settings.addAll(shared(first));
        this.context = new SpringApplicationBuilder(IdpServerApplication.class).run(settings.toArray(String[]::new));
    }

    /** What makes a process a node of {@code first}, with the database found by way of {@code databaseUrl}. */
    public static List<String> settings(Environment first, String databaseUrl) {
        var settings = new ArrayList<>(shared(first));
        settings.removeIf(it -> it.startsWith("--spring.datasource.url="));
        settings.add("--spring.datasource.url=" + databaseUrl);
        return settings;
    }

    private static List<String> shared(Environment first) {
        return SHARED.stream()
                .map(name -> "--" + name + "=" + first.getRequiredProperty(name))
                .toList();
    }

    public static SecondNode of(ApplicationContext first) {
        return new SecondNode(first.getEnvironment());
    }

    /** Where this node, and not whatever the issuer names, answers. */
    public URI address() {
        return URI.create("http://localhost:" + port);
    }

    @Override
    public void close() {
        context.close();
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
