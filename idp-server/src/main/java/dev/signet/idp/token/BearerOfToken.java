package dev.signet.idp.token;

import dev.signet.idp.user.AccountId;
import java.util.Set;

/** On whose behalf a client calls one of our own endpoints, and what it was allowed. */
public record BearerOfToken(AccountId account, String clientId, Set<String> scopes) {}
