package dev.signet.idp.token;

import dev.signet.idp.client.Client;
import dev.signet.idp.settings.IdpProperties;
import dev.signet.idp.subject.Subjects;
import dev.signet.idp.user.AccountId;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.OAuth2AccessToken;
import org.springframework.stereotype.Service;

/** Access tokens, never stored. Those of a person name the grant that they hang on, so that we notice at once when it is revoked. */
@Service
class AccessTokens {

    static final String GRANT_ID = "grant_id";

    /** Claims about the subject, which stay what they are in an exchange. */
    private static final List<String> PASSED_ON = List.of("sub", "auth_time", "acr", "amr", GRANT_ID);

    private final AccessTokenFormats formats;
    private final AccessTokenRepository repository;
    private final GrantRepository grants;
    private final Subjects subjects;
    private final IdpProperties idp;
    private final Clock clock;

    AccessTokens(
            AccessTokenFormats formats,
            AccessTokenRepository repository,
            GrantRepository grants,
            Subjects subjects,
            IdpProperties idp,
            Clock clock) {
        this.formats = formats;
        this.repository = repository;
        this.grants = grants;
        this.subjects = subjects;
        this.idp = idp;
        this.clock = clock;
    }

    /** On whose behalf {@code token} is presented; empty if it or its grant was revoked, or if it is a client's own. */
    Optional<BearerOfToken> bearer(AccessToken token) {
        return Optional.ofNullable(token.grant())
                .flatMap(it -> grants.findLive(it, token.id(), clock.instant()))
                .map(it -> new BearerOfToken(
                        it.account(),
                        token.subject(),
                        token.clientId(),
                        token.scopes(),
                        it.claims().userInfo()));
    }

    /** What a token says, whoever it is for; empty unless we made it and it has not expired. */
    Optional<AccessToken> read(String token) {
        return formats.read(token).filter(this::isCurrent).map(AccessTokens::accessToken);
    }

    /** Whether a token is for our own endpoints, in the name of a person. */
    boolean isForUs(AccessToken token) {
        return token.grant() != null && token.audience().contains(idp.issuer().toString());
    }

    /**
     * Who presents {@code token} to the API for administrators; empty if it or its grant was revoked, or if it was exchanged
     * for another one (RFC 8693): who may administer asks for a token themselves.
     */
    Optional<CallerOfApi> callerOfApi(AccessToken token) {
        var claims = token.claims();
        if (claims.containsKey("act")) {
            return Optional.empty();
        }
        if (token.grant() != null) { // whose it is says the grant: the subject may be a pairwise one
            return bearer(token).map(it -> caller(token, it.account()));
        }
        return token.subject().equals(token.clientId()) && isLive(token)
                ? Optional.of(caller(token, null))
                : Optional.empty();
    }

    private static CallerOfApi caller(AccessToken token, @Nullable AccountId account) {
        return new CallerOfApi(
                account,
                token.clientId(),
                token.scopes(),
                time(token.claims().get("auth_time")),
                token.claims().get("acr") instanceof String acr ? acr : "");
    }

    /** Asks the database whether {@code token} or its grant was revoked. */
    boolean isLive(AccessToken token) {
        return repository.isLive(token.id(), token.grant(), clock.instant());
    }

    /** What a token is to be good for, and who may use it. */
    record Terms(Set<String> scopes, Set<String> audience, Sender sender) {}

    OAuth2AccessToken issue(Grant grant, Client client, Terms terms) {
        return write(claims(grant, client, terms), client, terms);
    }

    /** Everything that a token of {@link #issue} says. */
    Map<String, Object> claims(Grant grant, Client client, Terms terms) {
        var claims = new LinkedHashMap<String, Object>();
        claims.put("sub", subjects.of(grant.account(), client));
        claims.put("auth_time", grant.authTime().getEpochSecond());
        claims.put("acr", grant.acr());
        claims.put("amr", grant.amr());
        claims.put(GRANT_ID, grant.id().toString());
        return complete(claims, client, terms, Instant.MAX);
    }

    /** For the client itself (RFC 6749 §4.4): the subject is the client. Writes nothing. */
    OAuth2AccessToken issue(Client client, Terms terms) {
        var claims = new LinkedHashMap<String, Object>();
        claims.put("sub", client.clientId());
        return write(complete(claims, client, terms, Instant.MAX), client, terms);
    }

    /** About the same subject for another audience, with {@code client} as actor (RFC 8693 §4.1); not longer than before. */
    OAuth2AccessToken exchange(AccessToken subject, Client client, Terms terms) {
        var claims = new LinkedHashMap<String, Object>();
        PASSED_ON.forEach(name -> {
            var value = subject.claims().get(name);
            if (value != null) {
                claims.put(name, value);
            }
        });
        claims.put("act", actor(client, subject.claims().get("act")));
        return write(complete(claims, client, terms, subject.expiresAt()), client, terms);
    }

    /** The newest actor outside, those before it within. */
    private static Map<String, Object> actor(Client client, @Nullable Object before) {
        return before == null ? Map.of("sub", client.clientId()) : Map.of("sub", client.clientId(), "act", before);
    }

    /** @param latest when it expires at the latest, whatever the client's lifetime */
    private Map<String, Object> complete(Map<String, Object> claims, Client client, Terms terms, Instant latest) {
        var now = clock.instant();
        var usual = now.plus(client.accessTokenLifetime());
        var expiresAt = usual.isBefore(latest) ? usual : latest;
        var audience = terms.audience();
        var scopes = terms.scopes();
        var sender = terms.sender();
        claims.put("iss", idp.issuer().toString());
        claims.put("aud", audience.size() == 1 ? audience.iterator().next() : List.copyOf(audience));
        claims.put("client_id", client.clientId());
        if (!scopes.isEmpty()) {
            claims.put("scope", String.join(" ", new TreeSet<>(scopes)));
        }
        if (!sender.equals(Sender.UNKNOWN)) {
            claims.put("cnf", sender.confirmation());
        }
        claims.put("iat", now.getEpochSecond());
        claims.put("exp", expiresAt.getEpochSecond());
        claims.put("jti", UUID.randomUUID().toString());
        return claims;
    }

    private OAuth2AccessToken write(Map<String, Object> claims, Client client, Terms terms) {
        return new OAuth2AccessToken(
                terms.sender().tokenType(),
                formats.write(claims, client),
                time(claims.get("iat")),
                time(claims.get("exp")),
                terms.scopes());
    }

    private boolean isCurrent(Map<String, Object> claims) {
        return idp.issuer().toString().equals(claims.get("iss"))
                && clock.instant().isBefore(time(claims.get("exp")));
    }

    private static AccessToken accessToken(Map<String, Object> claims) {
        return new AccessToken(
                UUID.fromString(String.valueOf(claims.get("jti"))),
                String.valueOf(claims.get("client_id")),
                String.valueOf(claims.get("sub")),
                audience(claims.get("aud")),
                claims.get("scope") instanceof String scope ? Set.of(scope.split(" ")) : Set.of(),
                time(claims.get("exp")),
                claims.get(GRANT_ID) instanceof String grant ? UUID.fromString(grant) : null,
                Sender.confirmedBy(claims.get("cnf")),
                claims);
    }

    private static Instant time(@Nullable Object claim) {
        return claim instanceof Number seconds ? Instant.ofEpochSecond(seconds.longValue()) : Instant.EPOCH;
    }

    private static Set<String> audience(@Nullable Object audience) {
        return audience instanceof Collection<?> several
                ? several.stream().map(String::valueOf).collect(Collectors.toUnmodifiableSet())
                : Set.of(String.valueOf(audience));
    }
}
