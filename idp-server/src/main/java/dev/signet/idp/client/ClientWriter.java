package dev.signet.idp.client;

import dev.signet.idp.client.ClientEvents.ClientChanged;
import dev.signet.idp.client.ClientEvents.ClientRegistered;
import dev.signet.idp.crypto.TokenHash;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Brings one client's rows to what the file declares. Writes nothing where they say it already. */
@Component
class ClientWriter {

    record Result(Effect effect, Optional<GeneratedSecret> generated) {}

    private static final int LENGTH_WITH_HINT = 32;

    private final ClientRepository clients;
    private final ClientSecretRepository secrets;
    private final ApplicationEventPublisher events;
    private final JsonMapper json;

    ClientWriter(
            ClientRepository clients,
            ClientSecretRepository secrets,
            ApplicationEventPublisher events,
            JsonMapper json) {
        this.clients = clients;
        this.secrets = secrets;
        this.events = events;
        this.json = json;
    }

    /** {@code before} is the client as it was read at the start of the transaction; null if there was none. */
    Result write(ClientDeclaration wanted, @Nullable StoredClient before) {
        var written = isStored(wanted, before) ? Optional.<Long>empty() : clients.save(wanted);
        var generated = generatedSecret(wanted, before);
        var secretChanged = generated.isPresent() || otherSecret(wanted, before);
        var effect = Effect.of(written);
        if (effect == Effect.UNCHANGED && secretChanged) {
            effect = Effect.CHANGED;
        }
        switch (effect) {
            case CREATED -> events.publishEvent(new ClientRegistered(wanted.clientId()));
            case CHANGED ->
                events.publishEvent(new ClientChanged(wanted.clientId(), changedFields(wanted, before, secretChanged)));
            case UNCHANGED -> {}
        }
        return new Result(effect, generated);
    }

    private boolean isStored(ClientDeclaration wanted, @Nullable StoredClient before) {
        return before != null
                && before.source().equals("file")
                && before.enabled() == wanted.enabled()
                && fields(before.metadata()).equals(fields(wanted.metadata()));
    }

    /** A client that authenticates with a secret, and was given none ever, gets one. */
    private Optional<GeneratedSecret> generatedSecret(ClientDeclaration wanted, @Nullable StoredClient before) {
        var hasOne = before != null && !before.secrets().isEmpty();
        if (!wanted.takesSecret() || wanted.secret() != null || hasOne) {
            return Optional.empty();
        }
        clients.lock(wanted.clientId());
        var secret = GeneratedSecret.make(wanted.clientId());
        return secrets.insertIfNone(secret) ? Optional.of(secret) : Optional.empty();
    }

    private boolean otherSecret(ClientDeclaration wanted, @Nullable StoredClient before) {
        var stored = before == null ? List.<TokenHash>of() : before.secrets();
        if (!wanted.takesSecret()) {
            return !stored.isEmpty() && secrets.deleteAll(wanted.clientId());
        }
        if (wanted.secret() == null) {
            return false;
        }
        var secret = wanted.secret().value();
        var hash = TokenHash.of(secret);
        return !stored.contains(hash)
                && secrets.replace(
                        wanted.clientId(),
                        hash,
                        secret.length() < LENGTH_WITH_HINT ? null : GeneratedSecret.hint(secret));
    }

    private List<String> changedFields(ClientDeclaration wanted, @Nullable StoredClient before, boolean secretChanged) {
        var changed = new ArrayList<String>();
        if (before != null) {
            var old = fields(before.metadata());
            var now = fields(wanted.metadata());
            var names = new TreeSet<>(old.keySet());
            names.addAll(now.keySet());
            names.removeIf(name -> Objects.equals(old.get(name), now.get(name)));
            changed.addAll(names);
            if (before.enabled() != wanted.enabled()) {
                changed.add("enabled");
            }
        }
        if (secretChanged) {
            changed.add("client_secret");
        }
        return changed;
    }

    /** By way of text, so that equal numbers are equal whether they came from a file or from the database. */
    private Map<String, Object> fields(ClientMetadata metadata) {
        return json.readValue(json.writeValueAsString(metadata), new TypeReference<>() {});
    }
}
