package dev.signet.idp.ratelimit;

import dev.signet.idp.settings.InvalidSettingException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Limits. An allowance is written {@code 5 per 15m}, or {@code 5 per 15m, block 1m up to 1h} where whoever uses it up is
 * blocked for another time than the period, and longer each time.
 *
 * @param registration registrations from one address
 * @param recovery mails to reset a password that were asked for from one address
 * @param link links that did not work, opened from one address
 * @param passwordStrength questions how good a password is, from one address
 * @param provider departures for another provider, from one address
 * @param proofMail mails that were asked for from one address to prove an account to which another provider led
 * @param deviceCode codes of devices that were wrong, from one address or by one person
 * @param deviceAuthorization devices that ask to be allowed, from one address
 * @param clientRegistration clients that register themselves, or try to, from one address
 * @param clientDocument documents of clients that nobody knows yet, which requests from one address have us read
 * @param clientAuthentication refused authentications of clients from one address; more are answered 429 and leave no
 *     trace in the audit trail
 * @param oauthRefusal refused authorization and token requests from one address that leave a line in the audit trail; more
 *     are answered all the same and leave none
 * @param upstreamLogout logout tokens of other providers, from one address, that were refused
 * @param adminApi calls of the API for administrators by one client, for one person or for itself
 * @param dryRun names of limits that report what they would do and do nothing, such as {@code sign-in.address}
 * @param delay how long the first attempt waits in the second half of an allowance; each further one waits
 *     twice as long
 * @param longestDelay how long any attempt waits
 * @param waiting how many attempts may wait at once on one node; more are answered 429
 */
@ConfigurationProperties("idp.limits")
record LimitProperties(
        @DefaultValue SignIn signIn,
        @DefaultValue Factor factor,
        @DefaultValue("10 per 1h") Allowance registration,
        @DefaultValue("20 per 1h") Allowance recovery,
        @DefaultValue("20 per 10m") Allowance link,
        @DefaultValue("60 per 1m") Allowance passwordStrength,
        @DefaultValue("120 per 10m") Allowance provider,
        @DefaultValue("10 per 1h") Allowance proofMail,
        @DefaultValue("10 per 10m") Allowance deviceCode,
        @DefaultValue("60 per 10m") Allowance deviceAuthorization,
        @DefaultValue("20 per 10m") Allowance clientRegistration,
        @DefaultValue("30 per 10m") Allowance clientDocument,
        @DefaultValue("30 per 1m") Allowance clientAuthentication,
        @DefaultValue("30 per 1m") Allowance oauthRefusal,
        @DefaultValue("30 per 1m") Allowance upstreamLogout,
        @DefaultValue("600 per 1m") Allowance adminApi,
        @DefaultValue Set<String> dryRun,
        @DefaultValue("500ms") Duration delay,
        @DefaultValue("4s") Duration longestDelay,
        @DefaultValue("100") int waiting) {

    /**
     * Sign-ins that failed. A browser that an account knows is counted by {@code device} alone, so nobody else can use up
     * what its owner may try.
     *
     * @param address failed sign-ins from one address (IPv6: one /64)
     * @param account failed sign-ins to one account
     * @param addressAndAccount failed sign-ins from one address to one account
     * @param device failed sign-ins with one browser that the account knows
     * @param everywhere failed sign-ins altogether, on all nodes
     */
    record SignIn(
            @DefaultValue("5 per 1m") Allowance address,
            @DefaultValue("5 per 15m, block 1m up to 1h") Allowance account,
            @DefaultValue("20 per 24h, block 1h up to 24h") Allowance addressAndAccount,
            @DefaultValue("10 per 15m, block 1m up to 1h") Allowance device,
            @DefaultValue("600 per 1m") Allowance everywhere) {}

    /**
     * Second factors that were wrong, or lost.
     *
     * @param totp wrong one-time passwords of authenticator apps, for one account
     * @param emailCode wrong codes from mails, for one account
     * @param recoveryCode wrong recovery codes, for one account
     * @param passkey failed ceremonies with passkeys, from one address
     * @param removal requests to have lost second factors removed, for one account
     */
    record Factor(
            @DefaultValue("5 per 1m, block 1m up to 15m") Allowance totp,
            @DefaultValue("5 per 10m, block 1m up to 1h") Allowance emailCode,
            @DefaultValue("5 per 15m, block 5m up to 1h") Allowance recoveryCode,
            @DefaultValue("20 per 1m") Allowance passkey,
            @DefaultValue("3 per 24h") Allowance removal) {}

    LimitProperties {
        for (var name : dryRun) {
            require(
                    Arrays.stream(Limit.values())
                            .anyMatch(it -> it.settingName().equals(name)),
                    "idp.limits.dry-run names a limit that there is not");
        }
        require(delay.isPositive(), "idp.limits.delay must be positive");
        require(longestDelay.compareTo(delay) >= 0, "idp.limits.longest-delay must not be below idp.limits.delay");
        require(longestDelay.toSeconds() <= 30, "idp.limits.longest-delay must be at most 30 seconds");
        require(waiting >= 0, "idp.limits.waiting must not be negative");
    }

    /** How long the nth attempt waits of those that have to. */
    Duration delayOf(int nth) {
        var delay = delay();
        for (var i = 1; i < nth && delay.compareTo(longestDelay) < 0; i++) {
            delay = delay.multipliedBy(2);
        }
        return delay.compareTo(longestDelay) < 0 ? delay : longestDelay;
    }

    boolean onlyReports(Limit limit) {
        return dryRun.contains(limit.settingName());
    }

    private static void require(boolean holds, String sentence) {
        if (!holds) {
            throw new InvalidSettingException(sentence);
        }
    }
}
