package dev.signet.idp.signingkey;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import dev.signet.idp.signingkey.SigningKeyProperties.Signatures;
import java.text.ParseException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SignatureProviderTests {

    private static final SignatureProvider AUTO = provider(Signatures.AUTO);
    private static final SignatureProvider JAVA = provider(Signatures.JAVA);

    @Test
    @EnabledOnOs(
            value = OS.LINUX,
            architectures = {"amd64", "aarch64"})
    void isNativeWhereItsLibraryIsBroughtAlong() {
        assertThat(AUTO).hasToString("AmazonCorrettoCryptoProvider");
        assertThat(provider(Signatures.NATIVE)).hasToString("AmazonCorrettoCryptoProvider");
        assertThat(JAVA).hasToString("Java");
    }

    @ParameterizedTest
    @EnumSource(SigningAlgorithm.class)
    void makesWhatTheOtherAccepts(SigningAlgorithm algorithm) throws JOSEException, ParseException {
        var key = algorithm.generate();
        for (var signer : new SignatureProvider[] {AUTO, JAVA}) {
            var signed = new JWSObject(new JWSHeader(algorithm.jws()), new Payload("{}"));
            signed.sign(algorithm.signer(key, signer));
            for (var verifier : new SignatureProvider[] {AUTO, JAVA}) {
                assertThat(JWSObject.parse(signed.serialize()).verify(algorithm.verifier(key.toPublicJWK(), verifier)))
                        .as("%s by %s, read by %s", algorithm, signer, verifier)
                        .isTrue();
            }
        }
    }

    @ParameterizedTest
    @EnumSource(SigningAlgorithm.class)
    void refusesWhatAnotherKeySigned(SigningAlgorithm algorithm) throws JOSEException {
        var signed = new JWSObject(new JWSHeader(algorithm.jws()), new Payload("{}"));
        signed.sign(algorithm.signer(algorithm.generate(), AUTO));
        var another = algorithm.generate().toPublicJWK();

        assertThat(signed.verify(algorithm.verifier(another, AUTO))).isFalse();
        assertThat(signed.verify(algorithm.verifier(another, JAVA))).isFalse();
    }

    private static SignatureProvider provider(Signatures signatures) {
        return new SignatureProvider(TestSigningKeys.settings(signatures));
    }
}
