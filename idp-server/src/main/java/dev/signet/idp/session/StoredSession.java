package dev.signet.idp.session;

import dev.signet.idp.crypto.RandomSecret;
import dev.signet.idp.crypto.TokenHash;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.session.Session;

/**
 * A session between two requests. Its only attribute is who is signed in, under the name by which Spring Security asks
 * for it; everything else is a column.
 */
final class StoredSession implements Session {

    private static final String SECURITY_CONTEXT = HttpSessionSecurityContextRepository.SPRING_SECURITY_CONTEXT_KEY;
    /** 768 random bits: more than enough, and 128 characters for those who count characters. */
    private static final int ID_BYTES = 96;

    private final Instant createdAt;
    private final Duration idleTimeout;

    private @Nullable TokenHash storedAs;
    private Instant storedLastSeen;
    private String id;
    private Instant lastSeen;
    private @Nullable SignedIn signedIn;
    private boolean changed;

    private StoredSession(
            String id,
            @Nullable TokenHash storedAs,
            @Nullable SignedIn signedIn,
            Instant createdAt,
            Instant lastSeen,
            Duration idleTimeout) {
        this.id = id;
        this.storedAs = storedAs;
        this.signedIn = signedIn;
        this.createdAt = createdAt;
        this.lastSeen = lastSeen;
        this.storedLastSeen = lastSeen;
        this.idleTimeout = idleTimeout;
    }

    static StoredSession fresh(Instant now, Duration idleTimeout) {
        return new StoredSession(RandomSecret.ofBytes(ID_BYTES), null, null, now, now, idleTimeout);
    }

    static StoredSession loaded(
            String id, SignedIn signedIn, Instant createdAt, Instant lastSeen, Duration idleTimeout) {
        return new StoredSession(id, TokenHash.of(id), signedIn, createdAt, lastSeen, idleTimeout);
    }

    /** The hash under which the row is found now; null if there is no row yet. */
    @Nullable
    TokenHash storedAs() {
        return storedAs;
    }

    @Nullable
    SignedIn signedIn() {
        return signedIn;
    }

    /** Whether the row differs from this session in anything but the time of its last use. */
    boolean isChanged() {
        return changed;
    }

    /** The row is now as this session is. A request may save more than once. */
    void markStored() {
        storedAs = TokenHash.of(id);
        storedLastSeen = lastSeen;
        changed = false;
    }

    Duration sinceStoredUse() {
        return Duration.between(storedLastSeen, lastSeen);
    }

    @Override
    public String getId() {
        return id;
    }

    @Override
    public String changeSessionId() {
        id = RandomSecret.ofBytes(ID_BYTES);
        changed = true;
        return id;
    }

    @Override
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // the interface lets the caller choose the type
    public <T> @Nullable T getAttribute(String name) {
        return name.equals(SECURITY_CONTEXT) && signedIn != null ? (T) new SecurityContextImpl(signedIn) : null;
    }

    @Override
    public Set<String> getAttributeNames() {
        return signedIn == null ? Set.of() : Set.of(SECURITY_CONTEXT);
    }

    @Override
    public void setAttribute(String name, @Nullable Object value) {
        if (!name.equals(SECURITY_CONTEXT)) {
            throw new IllegalArgumentException("a session keeps who is signed in and nothing else, not " + name);
        }
        if (value instanceof SecurityContext context && context.getAuthentication() instanceof SignedIn now) {
            signedIn = now;
            changed = true;
        }
    }

    @Override
    public void removeAttribute(String name) {
        if (name.equals(SECURITY_CONTEXT)) {
            signedIn = null;
            changed = true;
        }
    }

    @Override
    public Instant getCreationTime() {
        return createdAt;
    }

    @Override
    public void setLastAccessedTime(Instant time) {
        lastSeen = time;
    }

    @Override
    public Instant getLastAccessedTime() {
        return lastSeen;
    }

    @Override
    public void setMaxInactiveInterval(Duration interval) {
        throw new UnsupportedOperationException("idp.session.idle-timeout sets it for every session");
    }

    @Override
    public Duration getMaxInactiveInterval() {
        return idleTimeout;
    }

    /** An expired session is never loaded: the query sees to that, by the database's copy of both clocks. */
    @Override
    public boolean isExpired() {
        return false;
    }
}
