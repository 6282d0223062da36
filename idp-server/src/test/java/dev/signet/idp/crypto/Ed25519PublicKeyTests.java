package dev.signet.idp.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class Ed25519PublicKeyTests {

    private static final Ed25519PublicKey RFC_8037 =
            new Ed25519PublicKey("11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo");

    @Test
    @DisplayName("RFC 8037 appendix A.3: the thumbprint of a key")
    void hasTheThumbprintOfTheSpecification() {
        assertThat(RFC_8037.id()).isEqualTo("kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k");
    }

    @Test
    @DisplayName("RFC 8037 appendix A.5: a signature over an example")
    void verifiesTheSignatureOfTheSpecification() {
        var message = "eyJhbGciOiJFZERTQSJ9.RXhhbXBsZSBvZiBFZDI1NTE5IHNpZ25pbmc".getBytes(StandardCharsets.US_ASCII);
        var signature = Base64.getUrlDecoder()
                .decode("hgyY0il_MGCjP0JzlnLWG1PPOt7-09PGcvMg3AIbQR6dWbhijcNR4ki4iylGjg5BhVsPt9g7sVvpAr_MuM0KAg");

        assertThat(RFC_8037.verifies(signature, message)).isTrue();
        signature[0]++;
        assertThat(RFC_8037.verifies(signature, message)).isFalse();
    }

    @Test
    void aDerivedKeySignsForItsPurposeAlone() {
        var keys = TestCrypto.derivedKeys();
        var message = "message".getBytes(StandardCharsets.UTF_8);
        var signer = keys.signer("one purpose");

        assertThat(signer.publicKey().verifies(signer.sign(message), message)).isTrue();
        assertThat(keys.signer("one purpose").publicKey()).isEqualTo(signer.publicKey());
        assertThat(keys.signer("another purpose").publicKey().verifies(signer.sign(message), message))
                .isFalse();
    }

    @Test
    void refusesWhatIsNoKey() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Ed25519PublicKey("AAAA"));
    }
}
