package dev.signet.idp.client;

import dev.signet.idp.crypto.TokenHash;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Service;

/**
 * Remembers when secrets are used, to the hour. A request only takes a note in memory; the database hears of it within a
 * minute, at most once an hour for each secret and node. A node that is killed forgets what it had not told.
 */
@Service
public class SecretUse {

    static final Duration PRECISION = Duration.ofHours(1);

    private final ClientSecretRepository secrets;
    private final Clock clock;

    /** No more of them than there are secrets, because only a secret that is right is noted. */
    private final Map<Secret, Note> notes = new ConcurrentHashMap<>();

    SecretUse(ClientSecretRepository secrets, Clock clock) {
        this.secrets = secrets;
        this.clock = clock;
    }

    private record Secret(String clientId, TokenHash hash) {}

    /** @param isWritten whether the database knows */
    private record Note(Instant at, boolean isWritten) {}

    /** The client has just authenticated with the secret of that hash. */
    public void used(Client client, TokenHash hash) {
        var now = clock.instant();
        var secret = new Secret(client.clientId(), hash);
        var known = notes.get(secret);
        if (known == null || !now.isBefore(known.at().plus(PRECISION))) {
            notes.put(secret, new Note(now, false));
        }
    }

    /** Writes what is not written yet. Notes of secrets that are out of use go, so that they do not stay for ever. */
    void write() {
        var old = clock.instant().minus(PRECISION);
        notes.forEach((secret, note) -> {
            if (!note.isWritten()) {
                secrets.used(secret.clientId(), secret.hash(), note.at());
                notes.replace(secret, note, new Note(note.at(), true));
            } else if (!note.at().isAfter(old)) {
                notes.remove(secret, note);
            }
        });
    }
}
