package dev.signet.idp.client;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Service;

/**
 * What a second pair of eyes would ask about a registration. Nothing here stops a client from working: the rules that do
 * are asked when it is saved.
 */
@Service
public class ClientLint {

    private static final Duration LONG_ACCESS = Duration.ofHours(1);
    private static final Duration LONG_REFRESH = Duration.ofDays(90);

    /** How long before a secret ends somebody has to know. */
    public static final Duration ENDS_SOON = Duration.ofDays(30);

    private static final Duration UNUSED = Duration.ofDays(90);
    private static final Duration OLD = Duration.ofDays(2 * 365);

    private final Scopes scopes;
    private final ClientSecrets secrets;
    private final Clock clock;

    ClientLint(Scopes scopes, ClientSecrets secrets, Clock clock) {
        this.scopes = scopes;
        this.secrets = secrets;
        this.clock = clock;
    }

    /** The rules that the stored registration breaks by now, what they warn of, and what is allowed but unwise. */
    public List<FieldProblem> check(RegisteredVersion client) {
        var draft = ClientDraft.read(
                client.clientId(), client.enabled(), ClientFields.of(client.metadata()), scopes.names());
        var found = new ArrayList<>(draft.problems());
        found.addAll(draft.warnings());
        checkAddresses(client.metadata(), found);
        checkCodes(client.metadata(), found);
        checkLifetimes(client.metadata(), found);
        if (client.takesSecret()) {
            checkSecrets(secrets.list(client.clientId()), found);
        }
        return List.copyOf(found);
    }

    private static void checkAddresses(ClientMetadata metadata, List<FieldProblem> found) {
        var position = 0;
        for (var address : metadata.redirectUris()) {
            position++;
            if (isLocalhostByName(address)) {
                found.add(new FieldProblem(
                        "redirect_uris",
                        position,
                        "localhost can be led elsewhere, 127.0.0.1 and [::1] cannot, RFC 8252 §8.3"));
            }
        }
    }

    private static void checkCodes(ClientMetadata metadata, List<FieldProblem> found) {
        if (metadata.grantTypes().contains("authorization_code") && !metadata.requirePkce()) {
            found.add(new FieldProblem(
                    "require_pkce", 0, "without PKCE a code that leaks can be injected, RFC 9700 §2.1.1"));
        }
    }

    private static void checkLifetimes(ClientMetadata metadata, List<FieldProblem> found) {
        if (metadata.accessTokenLifetime().compareTo(LONG_ACCESS) > 0) {
            found.add(new FieldProblem(
                    "access_token_lifetime", 0, "longer than an hour: whoever finds a token can use it that long"));
        }
        if (metadata.grantTypes().contains("refresh_token")
                && metadata.refreshTokenLifetime().compareTo(LONG_REFRESH) > 0) {
            found.add(new FieldProblem(
                    "refresh_token_lifetime", 0, "longer than 90 days without anybody signing in again"));
        }
    }

    private void checkSecrets(List<ClientSecret> live, List<FieldProblem> found) {
        var now = clock.instant();
        if (live.isEmpty()) {
            found.add(secret(0, "there is none that counts, so the client cannot authenticate"));
        }
        for (var position = 1; position <= live.size(); position++) {
            var secret = live.get(position - 1);
            var expiresAt = secret.expiresAt();
            if (expiresAt != null && expiresAt.isBefore(now.plus(ENDS_SOON))) {
                found.add(secret(
                        position,
                        "ends on " + LocalDate.ofInstant(expiresAt, ZoneOffset.UTC)
                                + "; give the application another one before"));
            }
            var lastUsed = secret.lastUsedAt();
            if (lastUsed != null && lastUsed.isBefore(now.minus(UNUSED))) {
                found.add(secret(position, "was not used for 90 days; end it if nobody misses it"));
            }
            if (secret.createdAt().isBefore(now.minus(OLD))) {
                found.add(secret(position, "is more than two years old; whoever saw it in that time knows it"));
            }
        }
    }

    private static FieldProblem secret(int position, String rule) {
        return new FieldProblem("client_secret", position, rule);
    }

    private static boolean isLocalhostByName(String address) {
        try {
            return "localhost".equals(URI.create(address).getHost());
        } catch (IllegalArgumentException e) {
            return false; // the rules have said that it is no URI
        }
    }
}
