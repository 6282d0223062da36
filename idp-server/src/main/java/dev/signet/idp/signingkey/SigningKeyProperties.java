package dev.signet.idp.signingkey;

import dev.signet.idp.settings.InvalidSettingException;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The life of a signing key: published, then signing, then retired but still published, then gone.
 *
 * @param rotation how long a key signs before its successor takes over
 * @param jwksCache how long a relying party may keep the key set ({@code max-age} of the JWKS answer)
 * @param publishAhead how long a new key is published before it signs; longer than {@code jwksCache}, so that every
 *     cached key set holds the key when its first token arrives
 * @param keepRetired how long a key stays published after its last signature: at least the longest time that a token
 *     signed with it is accepted, ID tokens that come back as a hint included
 * @param signatures {@code native} is Amazon's Corretto provider, {@code java} the JDK's, {@code auto} the first that works;
 *     all make the same signatures
 */
@ConfigurationProperties("idp.keys")
record SigningKeyProperties(
        @DefaultValue("90d") Duration rotation,
        @DefaultValue("1h") Duration jwksCache,
        @DefaultValue("1d") Duration publishAhead,
        @DefaultValue("7d") Duration keepRetired,
        @DefaultValue("auto") Signatures signatures) {

    /** Who computes signatures. */
    enum Signatures {
        AUTO,
        NATIVE,
        JAVA
    }

    /** How long the key sets of two nodes may differ, with room for clocks that do. */
    private static final Duration DISAGREEMENT = Duration.ofMinutes(1);

    SigningKeyProperties {
        require(!jwksCache.isNegative(), "idp.keys.jwks-cache must not be negative");
        require(
                publishAhead.compareTo(jwksCache.plus(DISAGREEMENT)) >= 0,
                "idp.keys.publish-ahead must be at least a minute longer than idp.keys.jwks-cache");
        require(
                rotation.compareTo(publishAhead) > 0,
                "idp.keys.rotation must be longer than idp.keys.publish-ahead, or no successor is ready in time");
        require(
                keepRetired.compareTo(DISAGREEMENT) >= 0,
                "idp.keys.keep-retired must be at least a minute, and at least the longest life of a token");
    }

    private static void require(boolean holds, String sentence) {
        if (!holds) {
            throw new InvalidSettingException(sentence);
        }
    }
}
