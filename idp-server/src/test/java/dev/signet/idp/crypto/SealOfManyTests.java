package dev.signet.idp.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SealOfManyTests {

    private static final byte[] CONTENT = "what somebody was allowed".getBytes(StandardCharsets.UTF_8);

    private final SealOfMany seal = TestCrypto.derivedKeys().sealOfMany("a test");

    @Test
    void opensWhatItSealedAndNothingElseDoes() {
        var sealed = seal.seal(CONTENT);

        assertThat(seal.open(sealed)).hasValue(CONTENT);
        assertThat(seal.seal(CONTENT)).isNotEqualTo(sealed);
        assertThat(TestCrypto.derivedKeys().sealOfMany("another").open(sealed)).isEmpty();
    }

    @Test
    void refusesWhatWasChangedAnywhere() {
        var sealed = Base64.getUrlDecoder().decode(seal.seal(CONTENT));
        for (var i = 0; i < sealed.length; i++) {
            var changed = sealed.clone();
            changed[i] ^= 1;
            assertThat(seal.open(Base64.getUrlEncoder().withoutPadding().encodeToString(changed)))
                    .as("byte %d", i)
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "AAAA",
                "AAAAAAAAAAAAAAAAAAAAAAAA",
                "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
                "not base64!",
                "ä"
            })
    void refusesWhatIsNoSeal(String text) {
        assertThat(seal.open(text)).isEmpty();
    }
}
