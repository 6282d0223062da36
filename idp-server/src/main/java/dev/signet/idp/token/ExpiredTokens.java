package dev.signet.idp.token;

import dev.signet.idp.jobs.ExpiredRows;
import java.time.Clock;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class ExpiredTokens {

    /** How long a dead row stays, so that a late second use is known for what it is. */
    private static final Duration AFTERLIFE = Duration.ofDays(1);

    @Bean
    ExpiredRows expiredAuthorizationCodes(AuthorizationCodeRepository codes, Clock clock) {
        return new ExpiredRows(
                "authorization_code",
                limit -> codes.deleteExpired(clock.instant().minus(AFTERLIFE), limit));
    }

    @Bean
    ExpiredRows expiredGrants(GrantRepository grants, Clock clock) {
        return new ExpiredRows(
                "authorization_grant",
                limit -> grants.deleteExpired(clock.instant().minus(AFTERLIFE), limit));
    }

    @Bean
    ExpiredRows expiredDeviceAuthorizations(DeviceAuthorizationRepository devices, Clock clock) {
        return new ExpiredRows(
                "device_authorization",
                limit -> devices.deleteExpired(clock.instant().minus(AFTERLIFE), limit));
    }

    @Bean
    ExpiredRows expiredRevokedAccessTokens(AccessTokenRepository tokens, Clock clock) {
        return new ExpiredRows("revoked_access_token", limit -> tokens.deleteExpired(clock.instant(), limit));
    }
}
