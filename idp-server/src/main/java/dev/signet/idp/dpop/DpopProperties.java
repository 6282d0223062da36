package dev.signet.idp.dpop;

import dev.signet.idp.settings.InvalidSettingException;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * DPoP proofs (RFC 9449).
 *
 * @param requireNonce whether every proof must carry a nonce of ours (RFC 9449 §8), whatever the client's registration says
 * @param nonceLifetime how long a nonce is accepted at least; at most it is twice as long
 * @param tolerance how far the time of a proof without nonce may be from ours, either way
 */
@ConfigurationProperties("idp.dpop")
record DpopProperties(
        @DefaultValue("false") boolean requireNonce,
        @DefaultValue("3m") Duration nonceLifetime,
        @DefaultValue("60s") Duration tolerance) {

    private static final Duration LONGEST = Duration.ofMinutes(15);

    DpopProperties {
        require(nonceLifetime, "idp.dpop.nonce-lifetime");
        require(tolerance, "idp.dpop.tolerance");
    }

    private static void require(Duration duration, String name) {
        if (duration.compareTo(Duration.ofSeconds(1)) < 0 || duration.compareTo(LONGEST) > 0) {
            throw new InvalidSettingException(name + " must be from 1s to 15m");
        }
    }
}
