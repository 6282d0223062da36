package dev.signet.idp.token;

import dev.signet.idp.user.AccountId;
import java.util.Set;

/**
 * On whose behalf a client calls one of our own endpoints, and what it was allowed.
 *
 * @param subject as whom the token names the person: the {@code sub} of the client
 * @param claims what it may learn from userinfo beside the claims of its scopes
 */
public record BearerOfToken(
        AccountId account, String subject, String clientId, Set<String> scopes, Set<String> claims) {}
