package dev.signet.idp.authorization;

import dev.signet.idp.client.Client;
import dev.signet.idp.login.SignInDemand;
import dev.signet.idp.session.Assurance;
import dev.signet.idp.token.RequestedClaims;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An authorization request that passed every check (RFC 6749 §4.1.1, OpenID Connect Core 1.0 §3.1.2.1).
 *
 * @param requestUri under which the request was pushed (RFC 9126); null if it was not
 * @param claims asked for by name, as far as the client may have them
 * @param resources for which access tokens shall be (RFC 8707); empty if the client names none
 * @param scopesToAgree what a person has to allow: the scopes, and those that stand for {@code claims}
 * @param codeChallenge S256 challenge of RFC 7636; null where the client may go without
 * @param dpopKey thumbprint of the key to which the code shall be bound (RFC 9449 §10); null if to none
 * @param expectedSubject whom the client means, as it knows people, by its {@code id_token_hint} or by the value of {@code sub}
 * @param acceptable the {@code acr_values} that we know; empty if any sign-in will do
 * @param startedAt when the request first reached us
 */
record AuthorizationRequest(
        Client client,
        ResponseTarget target,
        @Nullable String requestUri,
        Set<String> scopes,
        RequestedClaims claims,
        Set<String> resources,
        Set<String> scopesToAgree,
        Set<Prompt> prompts,
        @Nullable Duration maxAge,
        @Nullable String nonce,
        @Nullable String codeChallenge,
        @Nullable String dpopKey,
        @Nullable String expectedSubject,
        Set<Assurance> acceptable,
        Instant startedAt) {

    /** Values of {@code prompt} (OpenID Connect Core 1.0 §3.1.2.1). */
    enum Prompt {
        NONE,
        LOGIN,
        CONSENT,
        SELECT_ACCOUNT,
        /** Initiating User Registration via OpenID Connect 1.0 §4. */
        CREATE
    }

    private static final Set<Prompt> SIGN_IN_AGAIN = Set.of(Prompt.LOGIN, Prompt.SELECT_ACCOUNT, Prompt.CREATE);

    /** Whether somebody shall make an account rather than sign in to one. */
    boolean wantsNewAccount() {
        return prompts.contains(Prompt.CREATE);
    }

    /** Whether no page may be shown. */
    boolean isSilent() {
        return prompts.contains(Prompt.NONE);
    }

    /**
     * Of a client that nobody registered people are asked every time: whoever can receive at its redirect URI, such as any
     * program on the same machine, could otherwise have tokens without anybody noticing (RFC 8252 §8.6).
     */
    SignInDemand demand() {
        return new SignInDemand(
                client,
                scopesToAgree,
                prompts.stream().anyMatch(SIGN_IN_AGAIN::contains),
                prompts.contains(Prompt.CONSENT) || client.isSelfDescribed(),
                maxAge,
                expectedSubject,
                weakest(),
                startedAt);
    }

    /**
     * The {@code acr} of somebody who reached {@code reached}: the best of the values that were asked for, because whoever
     * asked compares it to those (OpenID Connect Core 1.0 §5.5.1.1, RFC 9470 §5). One level holds all below it.
     */
    String acr(Assurance reached) {
        return acceptable.stream()
                .filter(reached::reaches)
                .max(Comparator.naturalOrder())
                .orElse(reached)
                .acr();
    }

    /** Any of the values will do (OpenID Connect Core 1.0 §3.1.2.1). */
    private Assurance weakest() {
        return acceptable.stream().min(Comparator.naturalOrder()).orElse(Assurance.ONE_FACTOR);
    }
}
