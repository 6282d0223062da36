package dev.signet.idp.token;

import dev.signet.idp.settings.InvalidSettingException;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Lifetimes that hold for every client. Those of access and refresh tokens are the client's own.
 *
 * @param codeLifetime how long an authorization code can be redeemed; RFC 6749 §4.1.2 recommends ten minutes at most,
 *     FAPI 2.0 sixty seconds
 * @param idTokenLifetime how long a relying party may accept an ID token
 * @param accessTokenRevocation what ends when a client revokes an access token (RFC 7009 §2.1): {@code token}, that token
 *     alone, or {@code grant}, the refresh token and everything else of the same sign-in too
 */
@ConfigurationProperties("idp.token")
record TokenProperties(
        @DefaultValue("60s") Duration codeLifetime,
        @DefaultValue("10m") Duration idTokenLifetime,
        @DefaultValue("token") AccessTokenRevocation accessTokenRevocation) {

    /** How far the revocation of an access token reaches. */
    enum AccessTokenRevocation {
        TOKEN,
        GRANT
    }

    private static final Duration LONGEST_CODE_LIFETIME = Duration.ofMinutes(10);

    TokenProperties {
        if (!codeLifetime.isPositive() || codeLifetime.compareTo(LONGEST_CODE_LIFETIME) > 0) {
            throw new InvalidSettingException("idp.token.code-lifetime must be positive and at most 10m");
        }
        if (!idTokenLifetime.isPositive()) {
            throw new InvalidSettingException("idp.token.id-token-lifetime must be positive");
        }
    }
}
