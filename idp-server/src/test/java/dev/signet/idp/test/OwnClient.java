package dev.signet.idp.test;

import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.id.ClientID;
import dev.signet.idp.client.ClientConfiguration;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.UUID;
import org.springframework.context.ApplicationContext;

/** A client that a test registers for itself, under an id that nobody else has. */
public record OwnClient(String id) {

    private static final String SECRET = "secret-of-a-test-client-0123456789";

    /**
     * Registers a client with these lines of {@code clients.yaml}, and with a secret unless they say how it authenticates.
     * {@code redirect_uris} and {@code scope} may be left out.
     */
    public static OwnClient register(ApplicationContext application, String... lines) {
        return declared(application, "own-" + UUID.randomUUID(), lines);
    }

    /** Puts these lines in the place of what {@code client} was registered with; the secret stays. */
    public static OwnClient change(ApplicationContext application, OwnClient client, String... lines) {
        return declared(application, client.id(), lines);
    }

    private static OwnClient declared(ApplicationContext application, String id, String... lines) {
        var all = new StringBuilder("clients:\n  - client_id: " + id + "\n");
        for (var line : lines) {
            all.append("    ").append(line.replace("\n", "\n    ")).append('\n');
        }
        var text = all.toString();
        if (!text.contains("token_endpoint_auth_method: none")
                && !text.contains("token_endpoint_auth_method: private")
                && !text.contains("tls_client_auth")) {
            all.append("    client_secret: " + SECRET + "\n");
        }
        if (!text.contains("redirect_uris:")) {
            all.append("    redirect_uris: [\"http://127.0.0.1/callback\"]\n");
        }
        if (!text.contains("scope:")) {
            all.append("    scope: openid email offline_access\n");
        }
        if (!text.contains("require_consent:")) {
            all.append("    require_consent: false\n");
        }
        try {
            var file = Files.createTempFile("clients", ".yaml");
            Files.writeString(file, all);
            var outcome = application.getBean(ClientConfiguration.class).apply(file);
            Files.delete(file);
            if (!(outcome instanceof ClientConfiguration.Outcome.Applied)) {
                throw new AssertionError(outcome.lines());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new OwnClient(id);
    }

    /** For {@code client_secret_basic}. */
    public ClientSecretBasic basic() {
        return new ClientSecretBasic(new ClientID(id), new Secret(SECRET));
    }

    /** The same for a client of {@code src/test/config/clients.yaml}. */
    public static ClientSecretBasic basicOf(String client) {
        return new ClientSecretBasic(new ClientID(client), new Secret(client + "-secret-for-tests-0123456789"));
    }
}
