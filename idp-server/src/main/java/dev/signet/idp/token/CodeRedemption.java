package dev.signet.idp.token;

import dev.signet.idp.client.Client;
import dev.signet.idp.client.RedirectUris;
import dev.signet.idp.crypto.TokenHash;
import dev.signet.idp.token.AuthorizationCodeRepository.Issued;
import dev.signet.idp.token.AuthorizationCodeRepository.Presented;
import dev.signet.idp.token.AuthorizationCodeRepository.Redeemed;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Redeems an authorization code, once (RFC 6749 §4.1.3, RFC 7636 §4.6). */
@Service
class CodeRedemption {

    private final AuthorizationCodeRepository codes;
    private final Grants grants;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    CodeRedemption(AuthorizationCodeRepository codes, Grants grants, ApplicationEventPublisher events, Clock clock) {
        this.codes = codes;
        this.grants = grants;
        this.events = events;
        this.clock = clock;
    }

    /** Every way {@link #redeem} can end. */
    sealed interface Outcome {

        record Granted(Grant grant, @Nullable String nonce) implements Outcome {}

        /** Unknown, expired, of another client, or with another redirect URI or verifier than it was issued for. */
        record Refused() implements Outcome {}

        /** Used before; what the first use gave is revoked (RFC 6749 §4.1.2). */
        record Reused() implements Outcome {}
    }

    @Transactional
    public Outcome redeem(
            Client client, String code, @Nullable String redirectUri, @Nullable String codeVerifier, Sender sender) {
        var hash = TokenHash.of(code);
        var presented = new Presented(
                hash,
                client.clientId(),
                redirectUri,
                codeVerifier == null ? null : CodeChallenge.s256(codeVerifier),
                sender);
        var now = clock.instant();
        var redeemed = codes.redeem(presented, NewGrants.of(client, sender, now), now);
        if (redeemed.isPresent()) {
            return granted(redeemed.get());
        }
        var first = codes.findGrant(hash, client.clientId());
        if (first.isEmpty()) {
            return new Outcome.Refused();
        }
        grants.revoke(first.get(), Grants.CODE_REUSED);
        return new Outcome.Reused();
    }

    /** Why {@link #redeem} refused, for the client's developer, and without anything that the code opens. */
    public String explain(
            Client client, String code, @Nullable String redirectUri, @Nullable String codeVerifier, Sender sender) {
        return codes.find(TokenHash.of(code))
                .map(it -> explain(it, client, redirectUri, codeVerifier, sender))
                .orElse("there is no such code: it was never issued, or it ended long ago");
    }

    private String explain(
            Issued issued, Client client, @Nullable String redirectUri, @Nullable String codeVerifier, Sender sender) {
        if (!issued.clientId().equals(client.clientId())) {
            return "the code was issued to another client";
        }
        var now = clock.instant();
        if (!now.isBefore(issued.expiresAt())) {
            return "the code expired %d seconds before"
                    .formatted(Duration.between(issued.expiresAt(), now).toSeconds());
        }
        if (redirectUri == null) {
            return "redirect_uri is missing; the authorization request had " + issued.redirectUri();
        }
        if (!redirectUri.equals(issued.redirectUri())) {
            return "redirect_uri %s; the authorization request had %s"
                    .formatted(RedirectUris.difference(issued.redirectUri(), redirectUri), issued.redirectUri());
        }
        return proofKeyMismatch(issued.codeChallenge(), codeVerifier)
                .or(() -> dpopMismatch(issued.dpopKey(), sender))
                .orElse(
                        issued.isSignedIn()
                                ? "another request took the code at the same moment"
                                : "the session in which the code was issued has ended, or the account is locked");
    }

    private static Optional<String> proofKeyMismatch(@Nullable String challenge, @Nullable String verifier) {
        if (challenge == null) {
            return verifier == null
                    ? Optional.empty()
                    : Optional.of("code_verifier was sent, and the authorization request had no code_challenge");
        }
        if (verifier == null || verifier.isEmpty()) {
            return Optional.of("code_verifier is missing");
        }
        return CodeChallenge.s256(verifier).equals(challenge)
                ? Optional.empty()
                : Optional.of("the SHA-256 of code_verifier is not the code_challenge of the authorization request");
    }

    private static Optional<String> dpopMismatch(@Nullable String key, Sender sender) {
        if (key == null || key.equals(sender.dpopKey())) {
            return Optional.empty();
        }
        return Optional.of(
                sender.dpopKey() == null
                        ? "the DPoP proof is missing; the authorization request bound the code to a key"
                        : "the key of the DPoP proof is not the one that the authorization request bound the code to");
    }

    private Outcome granted(Redeemed redeemed) {
        var grant = redeemed.grant();
        events.publishEvent(new GrantStarted(grant.account(), grant.clientId(), grant.id(), grant.scopes()));
        return new Outcome.Granted(grant, redeemed.nonce());
    }
}
