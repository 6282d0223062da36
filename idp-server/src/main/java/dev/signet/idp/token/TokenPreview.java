package dev.signet.idp.token;

import dev.signet.idp.client.Client;
import dev.signet.idp.subject.Subjects;
import dev.signet.idp.user.Account;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.oidc.OidcScopes;
import org.springframework.stereotype.Service;

/**
 * What tokens would say, made by what makes real ones. Nothing is signed or stored, so nobody can use it: the grant that
 * they would hang on does not exist.
 */
@Service
public class TokenPreview {

    private final IdTokens idTokens;
    private final AccessTokens accessTokens;
    private final PersonClaims personClaims;
    private final Audiences audiences;
    private final Subjects subjects;
    private final Clock clock;

    TokenPreview(
            IdTokens idTokens,
            AccessTokens accessTokens,
            PersonClaims personClaims,
            Audiences audiences,
            Subjects subjects,
            Clock clock) {
        this.idTokens = idTokens;
        this.accessTokens = accessTokens;
        this.personClaims = personClaims;
        this.audiences = audiences;
        this.subjects = subjects;
        this.clock = clock;
    }

    /**
     * The claims of each.
     *
     * @param idToken null without the scope {@code openid}
     * @param userInfo null where the access token is not for userinfo
     */
    public record Claims(
            @Nullable Map<String, Object> idToken,
            Map<String, Object> accessToken,
            @Nullable Map<String, Object> userInfo) {}

    /** As if {@code account} had just signed in, as strongly as the client asks, and had allowed {@code scopes}. */
    public Claims of(Account account, Client client, Set<String> scopes) {
        var grant = grant(account, client, scopes);
        var audience = audiences.of(Set.of(), Set.of(), scopes);
        var accessToken = accessTokens.claims(grant, client, new AccessTokens.Terms(scopes, audience, Sender.UNKNOWN));
        var isOpenId = scopes.contains(OidcScopes.OPENID);
        return new Claims(
                isOpenId ? idTokens.claims(grant, client, null) : null,
                accessToken,
                isOpenId
                        ? personClaims.ofUserInfo(account, subjects.of(account.id(), client), client, scopes, Set.of())
                        : null);
    }

    private Grant grant(Account account, Client client, Set<String> scopes) {
        var now = clock.instant();
        var minimum = client.minimumAcr();
        var isStrong = minimum != null && !minimum.equals("1fa");
        return new Grant(
                UUID.randomUUID(),
                client.clientId(),
                account.id(),
                UUID.randomUUID(),
                scopes,
                RequestedClaims.NONE,
                Set.of(),
                now,
                minimum == null ? "1fa" : minimum,
                isStrong ? List.of("pwd", "otp", "mfa") : List.of("pwd"),
                0,
                null,
                now,
                now,
                Sender.UNKNOWN);
    }
}
