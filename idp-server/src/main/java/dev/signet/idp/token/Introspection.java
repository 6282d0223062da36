package dev.signet.idp.token;

import dev.signet.idp.client.Client;
import dev.signet.idp.client.Clients;
import dev.signet.idp.settings.IdpProperties;
import dev.signet.idp.subject.Subjects;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.springframework.stereotype.Service;

/**
 * Says what a token is worth at this moment (RFC 7662 §2.2).
 *
 * <p>A token that is expired, revoked, not ours, or not for whoever asks looks the same: not active. So nobody learns
 * anything about tokens that they happen to hold (§4).
 */
@Service
class Introspection {

    private static final Map<String, Object> INACTIVE = Map.of("active", false);

    private final AccessTokens accessTokens;
    private final RefreshTokens refreshTokens;
    private final GrantRepository grants;
    private final Clients clients;
    private final Subjects subjects;
    private final IdpProperties idp;
    private final Clock clock;

    Introspection(
            AccessTokens accessTokens,
            RefreshTokens refreshTokens,
            GrantRepository grants,
            Clients clients,
            Subjects subjects,
            IdpProperties idp,
            Clock clock) {
        this.accessTokens = accessTokens;
        this.refreshTokens = refreshTokens;
        this.grants = grants;
        this.clients = clients;
        this.subjects = subjects;
        this.idp = idp;
        this.clock = clock;
    }

    /** The answer to {@code caller}, who must be the client that {@code token} was issued to, or a resource it is for. */
    Map<String, Object> introspect(Client caller, String token) {
        var refresh = refreshTokens.decode(token);
        return refresh.isPresent() ? refreshToken(caller, refresh.get()) : accessToken(caller, token);
    }

    private Map<String, Object> accessToken(Client caller, String token) {
        return accessTokens
                .read(token)
                .filter(it ->
                        concerns(caller, it) && clients.find(it.clientId()).isPresent() && accessTokens.isLive(it))
                .map(Introspection::active)
                .orElse(INACTIVE);
    }

    private static boolean concerns(Client caller, AccessToken token) {
        return token.clientId().equals(caller.clientId())
                || token.audience().contains(caller.clientId())
                || caller.protectedResources().stream().anyMatch(token.audience()::contains);
    }

    private static Map<String, Object> active(AccessToken token) {
        var answer = new LinkedHashMap<String, Object>();
        answer.put("active", true);
        answer.put("token_type", token.boundTo().tokenType().getValue());
        answer.putAll(token.claims());
        answer.remove(AccessTokens.GRANT_ID);
        return answer;
    }

    /** A refresh token concerns nobody but the client that has it. */
    private Map<String, Object> refreshToken(Client caller, RefreshTokens.Claim claim) {
        var now = clock.instant();
        return Optional.of(claim.grant())
                .flatMap(id -> grants.findUsable(id, caller.clientId(), now))
                .filter(it -> it.generation() == claim.generation()
                        || it.wasJustRotatedFrom(claim.generation(), now, caller.refreshTokenReuseWindow()))
                .map(it -> active(it, caller))
                .orElse(INACTIVE);
    }

    private Map<String, Object> active(Grant grant, Client client) {
        var answer = new LinkedHashMap<String, Object>();
        answer.put("active", true);
        answer.put("iss", idp.issuer().toString());
        answer.put("client_id", grant.clientId());
        answer.put("sub", subjects.of(grant.account(), client));
        answer.put("scope", String.join(" ", new TreeSet<>(grant.scopes())));
        answer.put("exp", grant.idleExpiresAt().getEpochSecond());
        return answer;
    }
}
