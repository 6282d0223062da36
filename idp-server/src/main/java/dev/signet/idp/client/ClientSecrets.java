package dev.signet.idp.client;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/** The secrets of clients, two at a time, so that one can be replaced while the client goes on working. */
@Service
public class ClientSecrets {

    /** One in use, and the one that takes its place. */
    public static final int MOST = 2;

    private final ClientSecretRepository secrets;
    private final RegistrationRepository registrations;
    private final Clients clients;
    private final TransactionTemplate transaction;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    ClientSecrets(
            ClientSecretRepository secrets,
            RegistrationRepository registrations,
            Clients clients,
            TransactionTemplate transaction,
            ApplicationEventPublisher events,
            Clock clock) {
        this.secrets = secrets;
        this.registrations = registrations;
        this.clients = clients;
        this.transaction = transaction;
        this.events = events;
        this.clock = clock;
    }

    /** Those that are usable now, the oldest first. */
    public List<ClientSecret> list(String clientId) {
        return ClientIds.isValid(clientId) ? secrets.list(clientId) : List.of();
    }

    /** Adds a secret that does not end by itself. Empty as for {@link #add(UUID, String, Duration)}. */
    public Optional<GeneratedSecret> add(UUID actor, String clientId) {
        return add(actor, clientId, null);
    }

    /**
     * Adds a secret. Empty if the client is none that takes one, or has {@link #MOST} already.
     *
     * @param lifetime after which it counts for nothing; null if it does not end by itself
     */
    public Optional<GeneratedSecret> add(UUID actor, String clientId, @Nullable Duration lifetime) {
        var expiresAt = lifetime == null ? null : clock.instant().plus(lifetime);
        return inTransaction(() -> {
            if (!isHeldAndTakesSecret(clientId)) {
                return Optional.empty();
            }
            var secret = GeneratedSecret.make(clientId);
            if (!secrets.insertBeside(secret, expiresAt, MOST)) {
                return Optional.empty();
            }
            var details = expiresAt == null
                    ? Map.of("ends-in", secret.hint())
                    : Map.of("ends-in", secret.hint(), "expires", expiresAt.toString());
            events.publishEvent(new ClientAdministered("client.secret-added", actor, clientId, details));
            return Optional.of(secret);
        });
    }

    /** Makes a secret useless at once. False if there is none of that id, or no other one. */
    public boolean end(UUID actor, String clientId, UUID id) {
        return inTransaction(() -> {
            if (!isHeldAndTakesSecret(clientId) || !secrets.deleteUnlessLast(clientId, id)) {
                return false;
            }
            events.publishEvent(
                    new ClientAdministered("client.secret-ended", actor, clientId, Map.of("secret", id.toString())));
            return true;
        });
    }

    /**
     * A client that stops to use secrets loses them; one that starts to gets one. In the transaction of whoever saves it.
     *
     * @return the secret that was made; null if none was
     */
    @Nullable
    GeneratedSecret settle(ClientDeclaration declared) {
        if (!declared.takesSecret()) {
            secrets.deleteAll(declared.clientId());
            return null;
        }
        var secret = GeneratedSecret.make(declared.clientId());
        return secrets.insertIfNone(secret) ? secret : null;
    }

    /** Holds the client's row, so that of two that change its secrets at once the second sees what the first did. */
    private boolean isHeldAndTakesSecret(String clientId) {
        return ClientIds.isValid(clientId)
                && registrations.lock(clientId)
                && registrations
                        .find(clientId)
                        .filter(RegisteredVersion::takesSecret)
                        .isPresent();
    }

    private <T> T inTransaction(Supplier<T> change) {
        var result = transaction.execute(_ -> change.get());
        clients.clear();
        return Objects.requireNonNull(result);
    }
}
