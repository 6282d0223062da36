package dev.signet.idp.token;

import dev.signet.idp.client.Client;
import dev.signet.idp.signingkey.SigningKeys;
import dev.signet.idp.subject.Subjects;
import dev.signet.idp.user.Accounts;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.oidc.OidcScopes;
import org.springframework.stereotype.Service;

/**
 * Redeems the code of a client that somebody tries out, by what redeems every code, and reads the tokens back as whoever
 * gets them would. The tokens leave this class as claims alone, and nothing is left of them afterwards.
 */
@Service
public class TrialTokens {

    private static final String TRIED = "the client was tried out in the console";

    private final CodeRedemption redemption;
    private final AccessTokens accessTokens;
    private final IdTokens idTokens;
    private final PersonClaims personClaims;
    private final Audiences audiences;
    private final Subjects subjects;
    private final Grants grants;
    private final SigningKeys keys;
    private final Accounts accounts;

    TrialTokens(
            CodeRedemption redemption,
            AccessTokens accessTokens,
            IdTokens idTokens,
            PersonClaims personClaims,
            Audiences audiences,
            Subjects subjects,
            Grants grants,
            SigningKeys keys,
            Accounts accounts) {
        this.redemption = redemption;
        this.accessTokens = accessTokens;
        this.idTokens = idTokens;
        this.personClaims = personClaims;
        this.audiences = audiences;
        this.subjects = subjects;
        this.grants = grants;
        this.keys = keys;
        this.accounts = accounts;
    }

    /**
     * What the tokens say, each empty where there is none.
     *
     * @param isRefreshable whether a refresh token came along
     */
    public record Claims(
            @Nullable Map<String, Object> idToken,
            Map<String, Object> accessToken,
            @Nullable Map<String, Object> userInfo,
            boolean isRefreshable) {}

    /** Every way {@link #redeem} can end. */
    public sealed interface Outcome {

        record Given(Claims claims) implements Outcome {}

        record Refused(String why) implements Outcome {}
    }

    /** The client itself cannot be asked to authenticate: we have no secret of it, and need none. */
    public Outcome redeem(Client client, String code, String redirectUri, String verifier) {
        return switch (redemption.redeem(client, code, redirectUri, verifier, Sender.UNKNOWN)) {
            case CodeRedemption.Outcome.Granted(var grant, var nonce) -> {
                try {
                    yield new Outcome.Given(claims(grant, client, nonce));
                } finally {
                    grants.discard(grant.id(), TRIED);
                }
            }
            case CodeRedemption.Outcome.Refused() ->
                new Outcome.Refused(redemption.explain(client, code, redirectUri, verifier, Sender.UNKNOWN));
            case CodeRedemption.Outcome.Reused() -> new Outcome.Refused("the code was used before");
        };
    }

    private Claims claims(Grant grant, Client client, @Nullable String nonce) {
        var audience = audiences.of(Set.of(), grant.resources(), grant.scopes());
        var accessToken = accessTokens
                .issue(grant, client, new AccessTokens.Terms(grant.scopes(), audience, Sender.UNKNOWN))
                .getTokenValue();
        var isOpenId = grant.scopes().contains(OidcScopes.OPENID);
        var account = accounts.find(grant.account()).orElseThrow();
        return new Claims(
                isOpenId ? read(idTokens.issue(grant, client, nonce)) : null,
                accessTokens.read(accessToken).orElseThrow().claims(),
                isOpenId
                        ? personClaims.ofUserInfo(
                                account,
                                subjects.of(account.id(), client),
                                client,
                                grant.scopes(),
                                grant.claims().userInfo())
                        : null,
                client.allowsGrant("refresh_token"));
    }

    /** By the published keys, as a relying party would. */
    private Map<String, Object> read(String token) {
        return keys.verify(token).orElseThrow().claims();
    }
}
