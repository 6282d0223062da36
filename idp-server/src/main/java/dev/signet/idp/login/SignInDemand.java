package dev.signet.idp.login;

import dev.signet.idp.client.Client;
import dev.signet.idp.session.Assurance;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a relying party asks of a sign-in (OpenID Connect Core 1.0 §3.1.2.1).
 *
 * @param scopes what it wants to be allowed
 * @param signInAgain somebody must sign in anew for this request: {@code prompt=login} or {@code select_account}
 * @param consentAgain somebody must agree anew: {@code prompt=consent}
 * @param maxAge how long ago the last sign-in may be
 * @param expectedSubject whom the relying party means, as it knows people; nobody else will do
 * @param assurance the least that the request asks for by {@code acr_values}
 * @param startedAt when the request first reached us
 */
public record SignInDemand(
        Client client,
        Set<String> scopes,
        boolean signInAgain,
        boolean consentAgain,
        @Nullable Duration maxAge,
        @Nullable String expectedSubject,
        Assurance assurance,
        Instant startedAt) {}
