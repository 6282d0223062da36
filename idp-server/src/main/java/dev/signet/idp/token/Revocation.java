package dev.signet.idp.token;

import dev.signet.idp.client.Client;
import dev.signet.idp.token.TokenProperties.AccessTokenRevocation;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Takes back what a client does not need any more (RFC 7009 §2.1). */
@Service
class Revocation {

    private final AccessTokens accessTokens;
    private final AccessTokenRepository accessTokenRepository;
    private final RefreshTokens refreshTokens;
    private final GrantRepository grantRepository;
    private final Grants grants;
    private final TokenProperties properties;
    private final ApplicationEventPublisher events;

    Revocation(
            AccessTokens accessTokens,
            AccessTokenRepository accessTokenRepository,
            RefreshTokens refreshTokens,
            GrantRepository grantRepository,
            Grants grants,
            TokenProperties properties,
            ApplicationEventPublisher events) {
        this.accessTokens = accessTokens;
        this.accessTokenRepository = accessTokenRepository;
        this.refreshTokens = refreshTokens;
        this.grantRepository = grantRepository;
        this.grants = grants;
        this.properties = properties;
        this.events = events;
    }

    /** Every way {@link #revoke} can end. */
    enum Outcome {
        /** It is worth nothing now, as it was before if it was unknown, expired or revoked. */
        WORTHLESS,
        /** It was issued to another client, and was left alone. */
        ANOTHER_CLIENTS
    }

    /** @param token any kind of token; we see which it is, so no hint is needed */
    @Transactional
    public Outcome revoke(Client client, String token) {
        var refreshToken = refreshTokens.decode(token);
        if (refreshToken.isPresent()) {
            return revokeGrant(client, refreshToken.get().grant());
        }
        return accessTokens.read(token).map(it -> revokeAccessToken(client, it)).orElse(Outcome.WORTHLESS);
    }

    private Outcome revokeGrant(Client client, UUID id) {
        var grant = grantRepository.find(id);
        if (grant.isPresent() && !grant.get().clientId().equals(client.clientId())) {
            return Outcome.ANOTHER_CLIENTS;
        }
        grants.revoke(id, Grants.REVOKED_BY_CLIENT);
        return Outcome.WORTHLESS;
    }

    private Outcome revokeAccessToken(Client client, AccessToken token) {
        if (!token.clientId().equals(client.clientId())) {
            return Outcome.ANOTHER_CLIENTS;
        }
        if (token.grant() != null && properties.accessTokenRevocation() == AccessTokenRevocation.GRANT) {
            grants.revoke(token.grant(), Grants.REVOKED_BY_CLIENT);
        } else if (accessTokenRepository.revoke(token.id(), token.expiresAt()) == 1) {
            events.publishEvent(new AccessTokenRevoked(token.id(), token.clientId(), account(token)));
        }
        return Outcome.WORTHLESS;
    }

    private @Nullable UUID account(AccessToken token) {
        return Optional.ofNullable(token.grant())
                .flatMap(grantRepository::find)
                .map(it -> it.account().value())
                .orElse(null);
    }
}
