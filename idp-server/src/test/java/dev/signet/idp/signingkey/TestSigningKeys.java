package dev.signet.idp.signingkey;

import dev.signet.idp.crypto.TestCrypto;
import dev.signet.idp.signingkey.SigningKeyProperties.Signatures;
import dev.signet.idp.test.TestDatabase;
import java.time.Clock;
import java.time.Duration;
import org.springframework.context.ApplicationEventPublisher;

/** One node's signing keys without Spring. Several of them over one database are a cluster. */
public final class TestSigningKeys {

    static final SigningKeyProperties SETTINGS = settings(Signatures.AUTO);

    private final KeyRing ring;
    private final GenuineTokens genuine;
    private final SigningKeyRotation rotation;

    public TestSigningKeys(TestDatabase database, Clock clock) {
        this(database, clock, _ -> {});
    }

    TestSigningKeys(TestDatabase database, Clock clock, ApplicationEventPublisher events) {
        this(database, clock, SETTINGS, events);
    }

    TestSigningKeys(TestDatabase database, Clock clock, SigningKeyProperties settings) {
        this(database, clock, settings, _ -> {});
    }

    private TestSigningKeys(
            TestDatabase database, Clock clock, SigningKeyProperties settings, ApplicationEventPublisher events) {
        var repository = new SigningKeyRepository(database.jdbc());
        var vault = TestCrypto.vault(database.jdbc());
        this.ring = new KeyRing(repository, vault, new SignatureProvider(settings), clock);
        this.genuine = new GenuineTokens(clock);
        this.rotation =
                new SigningKeyRotation(repository, ring, vault, settings, database.transactions(), events, clock);
        rotation.afterSingletonsInstantiated();
    }

    static SigningKeyProperties settings(Signatures signatures) {
        return new SigningKeyProperties(
                Duration.ofDays(90), Duration.ofHours(1), Duration.ofDays(1), Duration.ofDays(7), signatures);
    }

    public JwtSigner signer() {
        return new JwtSigner(ring, genuine);
    }

    public SigningKeys keys() {
        return new SigningKeys(ring, genuine);
    }

    GenuineTokens genuine() {
        return genuine;
    }

    public SigningKeyRotation rotation() {
        return rotation;
    }
}
