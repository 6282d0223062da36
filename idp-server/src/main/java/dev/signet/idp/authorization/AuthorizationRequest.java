package dev.signet.idp.authorization;

import dev.signet.idp.client.Client;
import dev.signet.idp.login.SignInDemand;
import dev.signet.idp.session.Assurance;
import dev.signet.idp.user.AccountId;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An authorization request that passed every check (RFC 6749 §4.1.1, OpenID Connect Core 1.0 §3.1.2.1).
 *
 * @param codeChallenge S256 challenge of RFC 7636; null where the client may go without
 * @param expectedAccount whom the client means, by its {@code id_token_hint}
 * @param assurance the weakest of the {@code acr_values} that are asked for
 * @param startedAt when the request first reached us
 */
record AuthorizationRequest(
        Client client,
        ResponseTarget target,
        Set<String> scopes,
        Set<Prompt> prompts,
        @Nullable Duration maxAge,
        @Nullable String nonce,
        @Nullable String codeChallenge,
        @Nullable AccountId expectedAccount,
        Assurance assurance,
        Instant startedAt) {

    /** Values of {@code prompt} (OpenID Connect Core 1.0 §3.1.2.1). */
    enum Prompt {
        NONE,
        LOGIN,
        CONSENT,
        SELECT_ACCOUNT
    }

    /** Whether no page may be shown. */
    boolean isSilent() {
        return prompts.contains(Prompt.NONE);
    }

    SignInDemand demand() {
        return new SignInDemand(
                client,
                scopes,
                prompts.contains(Prompt.LOGIN) || prompts.contains(Prompt.SELECT_ACCOUNT),
                prompts.contains(Prompt.CONSENT),
                maxAge,
                expectedAccount,
                assurance,
                startedAt);
    }
}
